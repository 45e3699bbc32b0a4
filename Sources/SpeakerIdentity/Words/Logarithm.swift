import Foundation

/// The functions of real numbers that weighing needs.
enum Logarithm {
  static func natural(_ value: Double) -> Double { Foundation.log(value) }
  static func sigmoid(_ value: Double) -> Double { 1 / (1 + Foundation.exp(-value)) }
  static func root(_ value: Double) -> Double { value.squareRoot() }
}
