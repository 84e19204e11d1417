import Casework
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// What people say of themselves: whether they take work, and what becomes of what they are offered.
extension WorkDoor {
  /// More at a time is a mistake.
  private static let mostAtATime = 100

  private static var channels: String { ChannelName.allCases.map(\.rawValue).joined(separator: ", ") }

  private struct PresenceView: Encodable {
    let account: String
    let name: String
    let status: String
    /// By channel, what is as usual included.
    let capacity: [String: Int]
    /// Left out for somebody who has never said.
    let since: String?
    /// Which offer they didn't answer, where the desk has set them away for it.
    let missed: Missed?
    /// How many tasks they hold; left out in the answer to a change.
    let holds: Int?
    /// How many are offered to them; only of whoever asks.
    let offered: Int?

    struct Missed: Encodable {
      let `case`: String
      let task: String
    }

    init(_ presence: Presence, isSaid: Bool = true, holds: Int? = nil, offered: Int? = nil) {
      account = PersonName.text(presence.person)
      name = presence.name
      status = presence.status.rawValue
      capacity = Dictionary(uniqueKeysWithValues: ChannelName.allCases.map { ($0.rawValue, presence.capacity(on: $0)) })
      since = isSaid ? presence.since.rfc3339 : nil
      missed = presence.missed.map { Missed(case: $0.caseID.text, task: $0.task.text) }
      self.holds = holds
      self.offered = offered
    }
  }

  /// `{"status","capacity"?}`: a channel that isn't named is as usual.
  func putPresence(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let word = object.text("status")
    let status = Presence.Status(rawValue: word)
    if status == nil, !word.isEmpty {
      let words = Presence.Status.allCases.map(\.rawValue)
      object.note("status", .init("可以是：\(words.joined(separator: "、"))", "may be: \(words.joined(separator: ", "))"))
    }
    var capacity: [ChannelName: Int] = [:]
    for (name, value) in object.values("capacity") {
      let place = "capacity/\(name.replacing("/", with: "~1"))"
      guard let channel = ChannelName(rawValue: name) else {
        object.note(place, .init("渠道可以是：\(Self.channels)", "a channel may be: \(Self.channels)"))
        continue
      }
      guard case .number(let text) = value, let count = Int(text), (0...Self.mostAtATime).contains(count) else {
        object.note(place, .init("0 到 \(Self.mostAtATime) 的整数", "a whole number from 0 to \(Self.mostAtATime)"))
        continue
      }
      capacity[channel] = count
    }
    try object.end()
    guard let status else { throw Problem.internalError }
    let presence = Presence(person: caller.id, name: caller.name, status: status, capacity: capacity, since: desk.clock.now())
    let kept: Presence
    do throws(WorkFault) { kept = try await router.put(presence) } catch { throw Problem(error) }
    return try JSONBody.answer(PresenceView(kept))
  }

  func presence(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let known = try await Problem.telling { try await router.presence(of: caller.id) }
    let holds = try await Problem.telling { try await router.holdings() }[caller.id, default: 0]
    let offered = try await Problem.telling { try await router.offers(to: caller.id) }.count
    guard let known else {
      let nothing = Presence(person: caller.id, name: caller.name, status: .offline, since: desk.clock.now())
      return try JSONBody.answer(PresenceView(nothing, isSaid: false, holds: holds, offered: offered))
    }
    return try JSONBody.answer(PresenceView(known, holds: holds, offered: offered))
  }

  /// Everybody who has ever said.
  func presences(_ request: Request, _ visit: Visit) async throws -> Response {
    let known = try await Problem.telling { try await router.presences() }
    let counts = try await Problem.telling { try await router.holdings() }
    return try JSONBody.answer(ItemList(items: known.map { PresenceView($0, holds: counts[$0.person, default: 0]) }))
  }

  // MARK: offers

  private struct OfferView: Encodable {
    let id: String
    let until: String
    let task: TaskView
  }

  /// What is offered to whoever asks, the most urgent first.
  func reservations(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let offers = try await Problem.telling { try await router.offers(to: caller.id) }
    let items = try await views(offers, visit).compactMap { view in
      view.offer.map { OfferView(id: $0.reservation, until: $0.until, task: view) }
    }
    return try JSONBody.answer(ItemList(items: items))
  }

  /// The task is whoever's asks; again, the same answer.
  func accept(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let known: WorkStanding
    do throws(WorkFault) { known = try await router.accept(offer(visit), by: caller.id) } catch { throw Problem(error) }
    return try await answer(known, visit)
  }

  func reject(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    do throws(WorkFault) { try await router.reject(offer(visit), by: caller.id) } catch { throw Problem(error) }
    return Response(status: .noContent)
  }

  private func offer(_ visit: Visit) throws(WorkFault) -> Reservation.ID {
    guard let id = Reservation.ID(visit.name("reservation")) else { throw .offerIsOver }
    return id
  }
}
