import DatasetExport
import PatternFiles

extension FigureUnits {
  /// The units that are shipped with the patterns. Throws a `CommandFailure` when their file is faulty.
  static func shipped() throws -> FigureUnits {
    guard let text = PatternDirectory.figureUnits() else { return .none }
    do {
      return try FigureUnits(file: "figures/units.list", text: text)
    } catch let fault as FigureUnits.Fault {
      throw CommandFailure("the pattern library cannot be used: \(fault)")
    }
  }
}
