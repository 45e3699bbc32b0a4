import Foundation
import Testing

@testable import ArticleReader

@Suite struct JSONLineTests {
  /// The string members of an object, by our reader; `nil` when it is no JSON.
  private func members(_ json: String) -> [String: String]? {
    let bytes = Array(json.utf8)
    guard !bytes.isEmpty else { return nil }
    return bytes.withUnsafeBufferPointer { all in
      var out: [String: String] = [:]
      func text(_ range: Range<Int>, _ isPlain: Bool) -> String {
        var characters: [UInt8] = []
        JSONLine.append(range, isPlain: isPlain, of: all, to: &characters)
        return String(decoding: characters, as: UTF8.self)
      }
      do {
        var reader = JSONLine(all)
        try reader.readObject { key, isPlain, value in
          if case .string(let range, let plain) = value { out[text(key, isPlain)] = text(range, plain) }
        }
        return out
      } catch {
        return nil
      }
    }
  }

  @Test(arguments: [
    #"{}"#, #" { } "#, #"{"a":"b"}"#, #"{"a" : "b" , "c":"d"}"#, #"{"a":1}"#, #"{"a":-0.5e-7}"#,
    #"{"a":true,"b":"x"}"#,
    #"{"a":[],"b":{}}"#, #"{"a":[1,[2,{"c":"d"}]],"e":"f"}"#, #"{"\u0061":"\u1ebf\ud83d\ude80"}"#,
    #"{"a":"\"\\\/\b\f\n\r\t"}"#, #"{"dài hơn tám byte một chút":"những chữ có dấu, “ngoặc”"}"#,
    #"{"a":"1234567","b":"12345678","c":"123456789"}"#, #"{"a":"1234567\n","b":"12345678\n"}"#,
  ])
  func validObjectsReadAsFoundationReadsThem(json: String) throws {
    let expected = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(members(json) == expected?.compactMapValues { $0 as? String })
  }

  @Test(arguments: [
    "", " ", "[]", #""a""#, "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,}"#, #"{"a":1 "b":2}"#,
    #"{"a":tru}"#,
    #"{"a":+1}"#, #"{"a":.5}"#, #"{"a":1.}"#, #"{"a":1e}"#, #"{"a":"\x"}"#, #"{"a":"\u12g4"}"#,
    #"{"a":"b"} c"#,
    #"{"a":"b"}{"#, #"{a:1}"#, #"{'a':1}"#, #"{"a":[1,]}"#, #"{"a":[1 2]}"#, #"{"a":"b""#, "{\"a\":\"b\nc\"}",
    "{\"a\":\"12345678\u{1}\"}",
  ])
  func whatIsNoObjectIsRefused(json: String) {
    #expect(members(json) == nil)
  }

  @Test func stringsOfEveryLengthEndWhereTheyDo() throws {
    // Ends, escapes and letters at each place of a machine word.
    for length in 0..<40 {
      let text = String(repeating: "ế", count: length / 3) + String(repeating: "x", count: length % 3)
      let json = #"{"k":"\#(text)\\\"\#(text)","z":"\#(text)"}"#
      #expect(members(json) == ["k": text + "\\\"" + text, "z": text], "\(length)")
    }
  }

  @Test func randomDocumentsReadAsFoundationReadsThem() throws {
    var random = SplitMix(state: 7)
    let letters = Array("aĐế🚀\"\\\n\t\r\u{1}/“” é\u{301}")
    for _ in 0..<500 {
      var object: [String: String] = [:]
      for key in ["text", "b\"c", "đ"] {
        object[key] = String(
          (0..<Int.random(in: 0..<30, using: &random)).map { _ in letters.randomElement(using: &random)! })
      }
      let data = try JSONSerialization.data(withJSONObject: object)
      #expect(members(String(decoding: data, as: UTF8.self)) == object)
    }
  }

  /// The same numbers on every run.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
      return z ^ z >> 31
    }
  }
}
