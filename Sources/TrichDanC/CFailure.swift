/// Why a call of the C interface fails.
struct CFailure: Error, CustomStringConvertible {
  var description: String

  static let noLibrary = CFailure(description: "the library is NULL; trichdan_create has failed before")

  static func isNull(_ what: String) -> CFailure { CFailure(description: "\(what) is NULL") }

  static func notUTF8(_ what: String, byte: Int) -> CFailure {
    CFailure(description: "\(what) is not UTF-8 at byte \(byte); decode it first")
  }
}
