import ArticleReader
import Foundation
import TrichDan
import VietnameseText

// The functions that `trichdan.h` declares and describes.

/// Reads the patterns of a folder, or those that are shipped; `NULL` when they cannot be read.
@_cdecl("trichdan_create")
public func trichdanCreate(_ patterns: UnsafePointer<CChar>?) -> UnsafeMutableRawPointer? {
  do {
    let handle = try LibraryHandle(patterns: patterns.map { try string($0, "the folder's name") })
    return Unmanaged.passRetained(handle).toOpaque()
  } catch {
    LastError.set("\(error)")
    return nil
  }
}

/// Frees what `trichdan_create` gave.
@_cdecl("trichdan_destroy")
public func trichdanDestroy(_ library: UnsafeMutableRawPointer?) {
  if let library { Unmanaged<LibraryHandle>.fromOpaque(library).release() }
}

/// The quotes and claims of a UTF-8 text as JSON.
@_cdecl("trichdan_annotate")
public func trichdanAnnotate(
  _ library: UnsafeMutableRawPointer?, _ id: UnsafePointer<CChar>?, _ text: UnsafePointer<CChar>?,
  _ length: Int
) -> UnsafeMutablePointer<CChar>? {
  answer(library) { library in
    let id = try id.map { try string($0, "the id") } ?? ""
    return library.annotate(try library.article(id, string(text, length, "the text")))
  }
}

/// The quotes and claims of articles, a JSON object a line.
@_cdecl("trichdan_annotate_lines")
public func trichdanAnnotateLines(
  _ library: UnsafeMutableRawPointer?, _ lines: UnsafePointer<CChar>?, _ length: Int, _ options: Int32,
  _ answerLength: UnsafeMutablePointer<Int>?
) -> UnsafeMutablePointer<CChar>? {
  answer(library, answerLength) { library in
    try library.annotate(
      lines: Array(bytes(lines, length, "the lines")), withIdentity: options & 1 != 0)
  }
}

/// A quote held against a source, as JSON.
@_cdecl("trichdan_check")
public func trichdanCheck(
  _ library: UnsafeMutableRawPointer?, _ quote: UnsafePointer<CChar>?, _ speaker: UnsafePointer<CChar>?,
  _ source: UnsafePointer<CChar>?, _ length: Int
) -> UnsafeMutablePointer<CChar>? {
  answer(library) { library in
    guard let quote else { throw CFailure.isNull("the quote") }
    return try library.check(
      string(quote, "the quote"), speaker: try speaker.map { try string($0, "the speaker") },
      in: library.article("source", string(source, length, "the source")))
  }
}

/// Speakers of articles grouped to people, as JSON.
@_cdecl("trichdan_group")
public func trichdanGroup(
  _ library: UnsafeMutableRawPointer?, _ members: UnsafePointer<CChar>?, _ length: Int
) -> UnsafeMutablePointer<CChar>? {
  answer(library) { library in
    let clusters = try library.group(GroupRequest(Data(bytes(members, length, "the members"))))
    return [UInt8]("\(clusters)".utf8)
  }
}

/// The version of the patterns.
@_cdecl("trichdan_patterns_version")
public func trichdanPatternsVersion(_ library: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<CChar>? {
  answer(library) { [UInt8]($0.pool.library.version.utf8) }
}

/// The version of the library; not to be freed.
@_cdecl("trichdan_version")
public func trichdanVersion() -> UnsafePointer<CChar> {
  UnsafeRawPointer(LibraryVersion.number.utf8Start).assumingMemoryBound(to: CChar.self)
}

/// Frees an answer.
@_cdecl("trichdan_free")
public func trichdanFree(_ answer: UnsafeMutablePointer<CChar>?) { free(answer) }

/// The thread's last error; not to be freed.
@_cdecl("trichdan_last_error")
public func trichdanLastError() -> UnsafePointer<CChar> { LastError.message }

// MARK: What they share

/// Does the work of a call; an error becomes NULL with a message.
private func answer(
  _ library: UnsafeMutableRawPointer?, _ length: UnsafeMutablePointer<Int>? = nil,
  _ body: (LibraryHandle) throws -> [UInt8]
) -> UnsafeMutablePointer<CChar>? {
  do {
    guard let library else { throw CFailure.noLibrary }
    let bytes = try body(Unmanaged<LibraryHandle>.fromOpaque(library).takeUnretainedValue())
    guard let memory = malloc(bytes.count + 1) else {
      throw CFailure(description: "no memory for an answer of \(bytes.count) bytes")
    }
    bytes.withUnsafeBytes { if let base = $0.baseAddress { memcpy(memory, base, bytes.count) } }
    let characters = memory.assumingMemoryBound(to: CChar.self)
    characters[bytes.count] = 0
    length?.pointee = bytes.count
    return characters
  } catch {
    LastError.set("\(error)")
    length?.pointee = 0
    return nil
  }
}

/// A string of C.
private func string(_ characters: UnsafePointer<CChar>, _ what: String) throws -> String {
  try string(characters, strlen(characters), what)
}

/// Characters of C as a string; throws when they are no UTF-8.
private func string(_ characters: UnsafePointer<CChar>?, _ length: Int, _ what: String) throws -> String {
  let all = try bytes(characters, length, what)
  if let byte = UTF8Check.firstInvalidByte(all) { throw CFailure.notUTF8(what, byte: byte) }
  return String(decoding: all, as: UTF8.self)
}

/// Characters of C as bytes.
private func bytes(
  _ characters: UnsafePointer<CChar>?, _ length: Int, _ what: String
) throws -> UnsafeBufferPointer<UInt8> {
  guard let characters else { throw CFailure.isNull(what) }
  guard length >= 0 else { throw CFailure(description: "the length of \(what) is negative") }
  return UnsafeBufferPointer(
    start: UnsafeRawPointer(characters).assumingMemoryBound(to: UInt8.self), count: length)
}
