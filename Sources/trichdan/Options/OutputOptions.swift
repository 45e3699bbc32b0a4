import ArgumentParser
import DatasetExport

/// `--quiet`, `--color` and `--lang`, which every command takes.
struct QuietOption: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print no progress and no summary.")
  var quiet = false

  // Both are read before the command is understood: `Terminal.hasColour`, `Messages.current`.
  @Option(help: ArgumentHelp("When to use colour: auto, always or never.", valueName: "when"))
  var color: ColourChoice = .auto

  @Option(
    help: ArgumentHelp(
      "The language of messages and heads: en or vi. Default: the locale's.", valueName: "language"))
  var lang: InterfaceLanguage?
}

extension ColourChoice: ExpressibleByArgument {}
extension InterfaceLanguage: ExpressibleByArgument {}

/// `--format` and what goes with it, which every list takes.
struct FormatOption: ParsableArguments {
  @Option(name: .long, help: "How the list is printed: table, jsonl or csv.")
  var format: OutputFormat = .table

  @OptionGroup var spreadsheet: SpreadsheetOptions

  @Flag(help: "Print a list that is longer than the screen without $PAGER.")
  var noPager = false

  /// How `csv` is written.
  var csv: CSVStyle { spreadsheet.csv }

  /// Standard output; a table that is longer than the screen goes through the pager.
  func output() -> StandardOutput {
    StandardOutput(pager: format == .table && !noPager ? Pager.forTerminal() : nil)
  }
}

/// `--delimiter` and `--no-guard`, which everything takes that writes CSV.
struct SpreadsheetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What parts the cells of csv: , or ; or tab. With ; decimals have a comma, as Excel has it in Vietnamese.",
      valueName: "mark"))
  var delimiter: CSVDelimiter = .comma

  @Flag(help: "Write csv cells that begin with = + - @ as they are, without an apostrophe before them.")
  var noGuard = false

  /// How `csv` is written.
  var csv: CSVStyle { CSVStyle(delimiter: delimiter.byte, isGuarded: !noGuard) }
}

/// What parts the cells of a line.
enum CSVDelimiter: String, ExpressibleByArgument, CaseIterable {
  case comma = ","
  case semicolon = ";"
  case tab

  init?(argument: String) {
    switch argument {
    case ",", "comma": self = .comma
    case ";", "semicolon": self = .semicolon
    case "\t", "\\t", "tab": self = .tab
    default: return nil
    }
  }

  /// The mark.
  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: 0x09
    }
  }
}
