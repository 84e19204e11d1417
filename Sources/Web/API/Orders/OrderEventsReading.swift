import Casework
import Foundation
import Hummingbird
import Playbook

/// Reads the order events of a request: one or many, in our own form or as CloudEvents. All or none: what can't be read is named with its place.
struct OrderEventsReading {
  /// Events in one request.
  static let limit = 5_000

  let type: String
  let text: String

  func events() throws(Problem) -> [OrderEvent] {
    switch type {
    case "application/json", "application/cloudevents-batch+json":
      let isBatch = type != "application/json" || text.first { !$0.isWhitespace } == "["
      guard isBatch else { return [try one(text[...], place: "")] }
      guard let elements = JSONElements.split(text) else {
        throw Problem(kind: .badRequest, detail: .init("内容不是一个完整的 JSON 数组。", "The body isn't one whole JSON array."))
      }
      guard elements.count <= Self.limit else {
        throw Problem(
          kind: .tooLarge, detail: .init("一次最多 \(Self.limit) 条事件，请分几次发。", "At most \(Self.limit) events at once: send them in several requests."))
      }
      return try all(elements)
    case "application/cloudevents+json": return [try one(text[...], place: "")]
    default: throw .unsupportedMediaType(["application/json", "application/cloudevents+json", "application/cloudevents-batch+json"])
    }
  }

  private func all(_ elements: [Substring]) throws(Problem) -> [OrderEvent] {
    var events: [OrderEvent] = []
    var faults: [Problem.Fault] = []
    for (index, element) in elements.enumerated() {
      do throws(OrderEventFault) { events.append(try read(element)) } catch { faults.append(Problem.Fault(error, place: "/\(index)")) }
    }
    guard faults.isEmpty else { throw .invalid(faults) }
    return events
  }

  private func one(_ text: Substring, place: String) throws(Problem) -> OrderEvent {
    do throws(OrderEventFault) { return try read(text) } catch { throw .invalid([Problem.Fault(error, place: place)]) }
  }

  /// The years that can be written: 1 to 9999.
  private static let writable: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

  private func read(_ text: Substring) throws(OrderEventFault) -> OrderEvent {
    let event = try parsed(text)
    guard Self.writable.contains(event.at.milliseconds) else { throw .wrong("at") }
    guard event.promisedAt.map({ Self.writable.contains($0.milliseconds) }) ?? true else {
      throw .wrong(type == "application/json" ? "promised" : "data.promised")
    }
    return event
  }

  private func parsed(_ text: Substring) throws(OrderEventFault) -> OrderEvent {
    guard type != "application/json" else { return try OrderEvent(json: String(text)) }
    guard text.utf8.count <= OrderEvent.longestBody else { throw .tooLong }
    let event: CloudEvent
    do { event = try JSONDecoder().decode(CloudEvent.self, from: Data(text.utf8)) } catch let error as DecodingError { throw OrderEventFault(error) } catch {
      throw .notAnObject(byte: 0)
    }
    return try event.orderEvent()
  }
}

extension OrderEventFault {
  fileprivate init(_ error: DecodingError) {
    func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
    switch error {
    case .keyNotFound(let key, let context): self = .missing(name(context.codingPath + [key]))
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      self = context.codingPath.isEmpty ? .notAnObject(byte: 0) : .wrong(name(context.codingPath))
    @unknown default: self = .notAnObject(byte: 0)
    }
  }
}

extension Problem.Fault {
  fileprivate init(_ fault: OrderEventFault, place: String) {
    switch fault {
    case .tooLong:
      self.init(place: place, words: .init("超过 \(OrderEvent.longestBody) 字节", "longer than \(OrderEvent.longestBody) bytes"))
    case .notAnObject: self.init(place: place, words: .init("不是 JSON 对象", "not a JSON object"))
    case .missing(let name): self.init(place: "\(place)/\(name.pointer)", words: .init("缺这一项", "missing"))
    case .wrong(let name): self.init(place: "\(place)/\(name.pointer)", words: .init("类型不对、太长或超出范围", "of the wrong type, too long, or out of range"))
    }
  }
}

extension String {
  /// `data.rider` as a JSON pointer has it.
  fileprivate var pointer: String { replacing("~", with: "~0").replacing("/", with: "~1").replacing(".", with: "/") }
}
