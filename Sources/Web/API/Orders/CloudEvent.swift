import Casework
import Foundation
import Playbook

/// An order event as a CloudEvent (version 1.0, structured JSON): what platforms and brokers send.
///
/// `subject` is the order's number, the last word of `type` the kind (`cn.example.order.delivered`), `time` when it happened. An id is its source's own, so both together name the event.
/// The fields of `data` are those of an order event.
struct CloudEvent: Decodable {
  let specversion: String
  let id: String
  let source: String
  let type: String
  let subject: String?
  let time: String?
  let datacontenttype: String?
  let data: [String: Field]?
  /// Bytes instead of JSON: not read here.
  let bytes: String?

  private enum CodingKeys: String, CodingKey {
    case specversion, id, source, type, subject, time, datacontenttype, data
    case bytes = "data_base64"
  }

  /// A value of `data`, as far as order events take it.
  enum Field: Decodable {
    case text(String)
    case whole(Int64)
    case other(String)
    case none

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .none
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let truth = try? container.decode(Bool.self) {
        self = .other(truth ? "true" : "false")
      } else if let number = try? container.decode(Int64.self) {
        self = .whole(number)
      } else if let number = try? container.decode(Double.self) {
        self = .other(String(number))
      } else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "an order event's fields are texts, numbers and truths")
      }
    }

    var text: String? {
      switch self {
      case .text(let text), .other(let text): text
      case .whole(let number): String(number)
      case .none: nil
      }
    }
  }

  /// - Throws: `OrderEventFault` that names the attribute.
  func orderEvent() throws(OrderEventFault) -> OrderEvent {
    guard specversion == "1.0" else { throw .wrong("specversion") }
    guard let order = subject, !order.isEmpty else { throw .missing("subject") }
    guard let time else { throw .missing("time") }
    guard let at = Instant(rfc3339: time) else { throw .wrong("time") }
    guard bytes == nil else { throw .wrong("data_base64") }
    if let type = datacontenttype, type.split(separator: ";").first?.lowercased() != "application/json" { throw .wrong("datacontenttype") }
    // Otherwise two names could be written the same.
    guard !source.isEmpty, !source.contains("|") else { throw .wrong("source") }
    let name = "\(source)|\(id)"
    guard !id.isEmpty, name.utf8.count <= OrderEvent.longestName else { throw .wrong("id") }
    guard order.utf8.count <= OrderEvent.longestName else { throw .wrong("subject") }
    guard let kind = type.split(separator: ".").last.map(String.init) else { throw .wrong("type") }
    var fields = data ?? [:]
    // These are said outside of `data`; said again in there, one of the two would be lost.
    for own in ["id", "order", "kind", "at"] where fields[own] != nil { throw .wrong("data.\(own)") }
    func text(_ name: String) throws(OrderEventFault) -> String? {
      switch fields.removeValue(forKey: name) {
      case nil, .some(.none): return nil
      case .text(let text): return text
      case .whole, .other: throw .wrong("data.\(name)")
      }
    }
    func number(_ name: String) throws(OrderEventFault) -> Int64? {
      switch fields.removeValue(forKey: name) {
      case nil, .some(.none): return nil
      case .whole(let number): return number
      case .text, .other: throw .wrong("data.\(name)")
      }
    }
    let (merchant, rider, category, state) = (try text("merchant"), try text("rider"), try text("category"), try text("state"))
    let (sequence, promised) = (try number("sequence"), try number("promised"))
    let attributes = fields.sorted { $0.key < $1.key }.compactMap { name, value in value.text.map { OrderAttribute(name, $0) } }
    let made = OrderEvent(
      id: name, order: order, kind: kind, at: at, sequence: sequence ?? 0, merchant: merchant, rider: rider, category: category,
      promisedAt: promised.map { Instant(milliseconds: $0) }, state: state, attributes: attributes)
    // What is kept is its text: only what can be read again is taken.
    return try OrderEvent(json: made.body)
  }
}
