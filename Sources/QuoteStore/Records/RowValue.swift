import GRDB

/// A damaged file has given something that no row of ours holds.
struct DamagedValue: Error, CustomStringConvertible {
  /// What is wrong.
  var fault: String
  /// Which article or record it belongs to, where that is known.
  var place: String?

  var description: String { (place.map { "\($0): " } ?? "") + fault }

  /// Does `body`, and says of damage in it where it is.
  static func naming<T>(_ place: @autoclosure () -> String, _ body: () throws -> T) throws -> T {
    do { return try body() } catch var damage as DamagedValue {
      if damage.place == nil { damage.place = place() }
      throw damage
    }
  }
}

extension Row {
  /// The value at a place of the row, from 0.
  ///
  /// A page of a damaged file may hold anything: where GRDB's subscript ends the program, this throws `DamagedValue`.
  @inline(__always)
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws -> Value {
    do { return try decode(Value.self, atIndex: index) } catch { throw damage(at: index, Value.self) }
  }

  /// The value of a column, as above.
  @inline(__always)
  func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ name: String) throws -> Value {
    do { return try decode(Value.self, forColumn: name) } catch {
      throw damage(at: Array(columnNames).firstIndex(of: name), Value.self)
    }
  }

  /// The value at a place of the row where one of few words stands.
  func known<Value: RawRepresentable<String>>(_ index: Int) throws -> Value {
    let word: String = try value(index)
    guard let known = Value(rawValue: word) else { throw damage(at: index, Value.self) }
    return known
  }

  private func damage(at index: Int?, _ type: Any.Type) -> DamagedValue {
    guard let index, index < count else { return DamagedValue(fault: "a column is not there") }
    let (name, value) = self[self.index(startIndex, offsetBy: index)]
    let found = value.isNull ? "nothing" : "a value that is no \(type)"
    return DamagedValue(fault: "the column `\(name)` holds \(found)")
  }
}
