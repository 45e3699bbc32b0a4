import Foundation

/// As much of JSON Schema as the desk's OpenAPI document uses.
struct JSONSchema {
  private let document: [String: Any]

  init(document: [String: Any]) { self.document = document }

  /// What is wrong with a value, each with its place; nothing when it is as described.
  func faults(_ value: Any, _ schema: [String: Any], at place: String = "$") -> [String] {
    if let reference = schema["$ref"] as? String { return faults(value, resolved(reference), at: place) }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let all = choices.map { faults(value, $0, at: place) }
      return all.contains(where: \.isEmpty) ? [] : all.first ?? []
    }
    var found: [String] = []
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    let actual = Self.type(of: value)
    if !types.isEmpty, !types.contains(actual), !(actual == "integer" && types.contains("number")) {
      return ["\(place): \(actual), not \(types.joined(separator: " or "))"]
    }
    if let allowed = schema["enum"] as? [String], let text = value as? String, !allowed.contains(text) {
      found.append("\(place): “\(text)” is none of the values")
    }
    if let number = value as? NSNumber, actual == "number" || actual == "integer" {
      if let least = schema["minimum"] as? NSNumber, number.doubleValue < least.doubleValue {
        found.append("\(place): too small")
      }
      if let most = schema["maximum"] as? NSNumber, number.doubleValue > most.doubleValue {
        found.append("\(place): too large")
      }
    }
    if let object = value as? [String: Any] {
      let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
      for name in schema["required"] as? [String] ?? [] where object[name] == nil {
        found.append("\(place).\(name): missing")
      }
      for (name, member) in object {
        if let property = properties[name] {
          found += faults(member, property, at: "\(place).\(name)")
        } else if schema["additionalProperties"] as? Bool == false {
          found.append("\(place).\(name): not described")
        }
      }
    }
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (index, item) in list.enumerated() { found += faults(item, items, at: "\(place)[\(index)]") }
    }
    return found
  }

  private func resolved(_ reference: String) -> [String: Any] {
    var at: Any? = document
    for name in reference.split(separator: "/").dropFirst() { at = (at as? [String: Any])?[String(name)] }
    return at as? [String: Any] ?? ["type": "a schema that is there: \(reference)"]
  }

  private static func type(of value: Any) -> String {
    switch value {
    case is NSNull: "null"
    case is String: "string"
    case is [Any]: "array"
    case is [String: Any]: "object"
    case let number as NSNumber:
      String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
        ? "boolean" : number.doubleValue == number.doubleValue.rounded() ? "integer" : "number"
    default: "something else"
    }
  }
}
