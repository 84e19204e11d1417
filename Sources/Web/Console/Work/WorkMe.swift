import Casework
import Desk
import Ledger
import Playbook

/// Whether whoever looks takes work, and what is offered to them.
struct WorkMe {
  struct Status {
    let statusID: String
    let statusName: String
    let isNow: Bool
    /// What is sent to be so: the capacity stays.
    let statusJSON: String
  }

  struct Offer {
    let offerID: String
    let acceptPath: String
    let rejectPath: String
    let row: WorkRow
    let until: PageTimes.Stamp
  }

  let statuses: [Status]
  /// Where the desk has set them away: which work they were offered and didn't answer.
  let missed: Missed?
  /// Since when it is so; nil for somebody who has never said.
  let statusSince: PageTimes.Stamp?
  let offers: [Offer]
  /// What to do to be offered something.
  let offersHint: String

  struct Missed {
    let missedText: String
    let missedPath: String
    let backJSON: String
  }

  private struct Body: Encodable {
    let status: String
    let capacity: [String: Int]
  }

  /// - Parameter presence: nil for somebody who has never said.
  init(_ presence: Presence?, _ found: [FoundWork], _ drawing: WorkDrawing) throws {
    let words = drawing.words
    let now = presence?.status ?? .offline
    let capacity = Dictionary(uniqueKeysWithValues: (presence?.capacity ?? [:]).map { ($0.key.rawValue, $0.value) })
    statuses = try Presence.Status.allCases.map { status in
      Status(
        statusID: "status-\(status.rawValue)", statusName: words.text("work-status-\(status.rawValue)"), isNow: status == now,
        statusJSON: try StoredJSON.text(Body(status: status.rawValue, capacity: capacity)))
    }
    let back = Body(status: Presence.Status.available.rawValue, capacity: capacity)
    missed = try presence?.missed.map { work in
      Missed(
        missedText: words.text("work-missed", ["case": work.caseID.text]), missedPath: ListLink.path(ofCase: work.caseID),
        backJSON: try StoredJSON.text(back))
    }
    statusSince = presence.map { drawing.times.stamp($0.since) }
    offers = found.compactMap { one in
      one.listed.standing.reservation.map { reservation in
        let path = "/v1/reservations/\(ListLink.part(reservation.id.text))"
        return Offer(
          offerID: reservation.id.text, acceptPath: "\(path)/accept", rejectPath: "\(path)/reject", row: WorkRow(one, drawing),
          until: drawing.times.stamp(reservation.until))
      }
    }
    offersHint = words.text(now == .available ? "work-offers-none" : "work-offers-not-available")
  }
}

/// How much somebody takes at a time, to be changed.
struct WorkCapacity {
  struct Channel {
    let channelName: String
    let channelField: String
    /// Empty where it is as usual.
    let channelCount: String
    let usualCount: String
  }

  let statusOptions: [PageOption]
  let channels: [Channel]

  init(_ presence: Presence?, _ words: ConsoleWords) {
    let now = presence?.status ?? .offline
    statusOptions = Presence.Status.allCases.map {
      PageOption(optionValue: $0.rawValue, optionName: words.text("work-status-\($0.rawValue)"), isChosen: $0 == now)
    }
    // Without anything said of a channel it is as usual.
    let usual = Presence(person: "", name: "", status: now, since: Instant(milliseconds: 0))
    channels = ChannelName.allCases.map { channel in
      Channel(
        channelName: channel.name(in: words.language), channelField: "/capacity/\(channel.rawValue)",
        channelCount: presence?.capacity[channel].map { String($0) } ?? "", usualCount: String(usual.capacity(on: channel)))
    }
  }
}

/// One of those that a page offers to choose from.
struct PageOption {
  let optionValue: String
  let optionName: String
  let isChosen: Bool
}
