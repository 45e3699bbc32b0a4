import DatasetExport
import Foundation
import PatternFiles

extension FigureUnits {
  /// The units that are shipped with the patterns. Throws a `CommandFailure` when their file is faulty.
  static func shipped() throws -> FigureUnits {
    guard let folder = try? PatternDirectory.locate(explicit: nil) else { return .none }
    let file = folder.appendingPathComponent("figures/units.tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return .none }
    do {
      return try FigureUnits(file: "figures/units.tsv", text: text)
    } catch let fault as FigureUnits.Fault {
      throw CommandFailure("the pattern library cannot be used: \(fault)")
    }
  }
}
