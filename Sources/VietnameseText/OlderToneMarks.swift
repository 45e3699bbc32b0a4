/// The older placements of tone marks, which papers use beside the newer ones.
extension ToneMarks {
  private static let modernToOld: [(String, String)] = [
    ("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("õa", "oã"), ("ọa", "oạ"), ("òe", "oè"), ("óe", "oé"),
    ("ỏe", "oẻ"), ("õe", "oẽ"),
    ("ọe", "oẹ"), ("ùy", "uỳ"), ("úy", "uý"), ("ủy", "uỷ"), ("ũy", "uỹ"), ("ụy", "uỵ"),
  ]

  /// The older placements of a word's tone mark (hòa: hoà), none when both agree.
  public static func older(of word: String) -> [String] {
    // Few words end in a toned letter and one of these.
    let bytes = word.utf8
    guard let last = bytes.last,
      last == UInt8(ascii: "a") || last == UInt8(ascii: "e") || last == UInt8(ascii: "y"),
      let before = bytes.dropLast().last, before >= 0x80
    else { return [] }
    for (new, old) in modernToOld where word.hasSuffix(new) {
      return [word.dropLast(2) + old]
    }
    return []
  }
}
