import Foundation
import Logging

/// Writes each log entry as one line of JSON.
struct JSONLog: LogHandler {
  let label: String
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  let write: @Sendable (String) -> Void

  init(label: String, level: Logger.Level, write: @escaping @Sendable (String) -> Void) {
    self.label = label
    logLevel = level
    self.write = write
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var fields: [String: JSONValue] = [:]
    for (key, value) in metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 }) { fields[key] = JSONValue(value) }
    // These are ours: a key of the same name must not take their place.
    fields["at"] = .text(Date.now.ISO8601Format(.init(includingFractionalSeconds: true)))
    fields["level"] = .text(event.level.rawValue)
    fields["label"] = .text(label)
    fields["message"] = .text("\(event.message)")
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let line = try? encoder.encode(fields) else { return }
    write(String(decoding: line, as: UTF8.self))
  }
}

/// A metadata value as JSON.
private enum JSONValue: Encodable {
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(_ value: Logger.Metadata.Value) {
    switch value {
    case .string(let text): self = .text(text)
    case .stringConvertible(let value): self = .text(value.description)
    case .array(let values): self = .list(values.map(JSONValue.init))
    case .dictionary(let values): self = .object(values.mapValues(JSONValue.init))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .list(let values): try container.encode(values)
    case .object(let values): try container.encode(values)
    }
  }
}
