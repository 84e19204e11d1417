import Foundation
import Ledger

/// Any JSON value. Numbers are kept as their decimal digits, so that `12.50` isn't 12.499….
enum JSONValue: Hashable, Sendable, Decodable {
  case null
  case flag(Bool)
  case number(String)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Int64.self) {
      self = .number("\(number)")
    } else if let number = try? container.decode(Decimal.self) {
      self = .number("\(number)")
    } else if let number = try? container.decode(Double.self) {
      guard number.isFinite else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "larger than any number") }
      self = .number(number.rounded() == number && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)")
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }
}

extension JSONValue {
  /// - Returns: nil for what isn't JSON, and for what is nested deeper than anything that is asked for here.
  init?(text: String) {
    guard JSONBody.isShallow(text.utf8), let value: JSONValue = try? StoredJSON.value(text) else { return nil }
    self = value
  }

  /// As JSON, keys in order.
  var json: String {
    func quoted(_ text: String) -> String { (try? StoredJSON.text(text)) ?? "\"\"" }
    return switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .text(let text): quoted(text)
    case .list(let values): "[\(values.map(\.json).joined(separator: ","))]"
    case .object(let members): "{\(members.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\($0.value.json)" }.joined(separator: ","))}"
    }
  }
}
