import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Orders at the door: told of by platforms, looked at by people and programs (O-06, O-07).
struct Orders: Sendable {
  let watch: OrderWatch

  private struct Receipts: Encodable {
    struct One: Encodable {
      let id: String
      let order: String
      let status: String
      let position: Int64
    }

    let receipts: [One]
  }

  private struct List<Item: Encodable>: Encodable { let items: [Item] }

  /// Takes events, one or many; the answer comes when they are on disk. An event that was told before is answered as such.
  func tell(_ request: Request, _ visit: Visit) async throws -> Response {
    let events = try OrderEventsReading(type: JSONBody.type(of: request), text: try await JSONBody.text(of: request, visit)).events()
    let receipts: [OrderReceipt]
    do throws(DeskError) { receipts = try await watch.take(events) } catch { throw Problem(error) }
    return try JSONBody.answer(
      Receipts(
        receipts: zip(events, receipts).map { event, receipt in
          switch receipt {
          case .stored(let position): .init(id: event.id, order: event.order, status: "stored", position: position)
          case .alreadyHeard(let position): .init(id: event.id, order: event.order, status: "already-heard", position: position)
          }
        }))
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    let file = try await file(visit)
    let tag = OrderView.tag(file)
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
    return try JSONBody.answer(OrderView(file, book: watch.book), headers: [.eTag: tag])
  }

  /// In the order in which they happened, by their own times.
  func events(_ request: Request, _ visit: Visit) async throws -> Response {
    let id = try await file(visit).order.id
    let events: [OrderEvent]
    do throws(LedgerError) { events = try await watch.orders.readOrderEvents(of: id, book: watch.book) } catch { throw Problem(error) }
    return try JSONBody.answer(List(items: events.sorted { $0.stamp < $1.stamp }.map(OrderEventView.init)))
  }

  /// What a merchant or rider had to do with, day by day: `?from=2026-11-01&to=2026-11-30`, days of the book's clock (O-06).
  func figures(_ request: Request, _ visit: Visit) async throws -> Response {
    let who = visit.name("who")
    guard let party = TallyKey.Party(rawValue: visit.name("party")), !who.isEmpty else {
      throw Problem(kind: .notFound, detail: .init("写成 merchant 或 rider。", "Write merchant or rider."))
    }
    var query = Query(request)
    let days = (from: query.day("from"), to: query.day("to"))
    try query.end()
    guard let from = days.from, let to = days.to, from.number <= to.number, to.number - from.number < Self.longestSpan else {
      throw Problem.invalid([
        .init(place: "to", words: .init("不能早于 from，最多 \(Self.longestSpan) 天", "may not be before from; at most \(Self.longestSpan) days"))
      ])
    }
    let tallies: [Int64: OrderTally]
    do throws(LedgerError) {
      tallies = try await watch.orders.readTallies(of: party, who, days: from.number...to.number, book: watch.book)
    } catch { throw Problem(error) }
    return try JSONBody.answer(List(items: tallies.sorted { $0.key < $1.key }.map(OrderFiguresView.init)))
  }

  private static let longestSpan: Int64 = 366

  private func file(_ visit: Visit) async throws -> OrderFile {
    let id = visit.name("order")
    let file: OrderFile?
    do throws(LedgerError) { file = try await watch.orders.readOrder(id, book: watch.book) } catch { throw Problem(error) }
    guard let file else { throw Problem(kind: .notFound, detail: .init("没有听说过订单 \(id)。", "Nothing is known of an order \(id).")) }
    return file
  }
}
