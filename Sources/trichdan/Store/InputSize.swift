import Foundation

/// How much there is to read, for saying how far it has come.
enum InputSize {
  /// The bytes of files, and of those in and below directories; `nil` where standard input is among them, or there are
  /// none.
  static func bytes(of paths: [String]) -> Int? {
    guard !paths.contains("-") else { return nil }
    var sum = 0
    for path in paths {
      let url = URL(fileURLWithPath: path)
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { continue }
      guard isDirectory.boolValue else {
        sum += size(url)
        continue
      }
      let files = FileManager.default.enumerator(at: url, includingPropertiesForKeys: [.fileSizeKey])
      while let file = files?.nextObject() as? URL {
        if ["txt", "jsonl"].contains(file.pathExtension) { sum += size(file) }
      }
    }
    return sum > 0 ? sum : nil
  }

  private static func size(_ file: URL) -> Int {
    // It is for the percentage that is shown alone; what cannot be read is refused where it is read.
    (try? file.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0
  }
}
