import Casework
import Desk
import Ledger
import Logging
import NIOCore
import Playbook

/// Tells everybody who listens what happens in the cases. What happened is read from the record once, and written once for all.
///
///     desk changes, or another program does → pull → record → item → every listener
///     work goes from hand to hand → gathered for a moment → item → every listener, to each what they may know
actor EventFeed {
  /// What one turn of a case meant, ready to be sent.
  struct Item: Sendable {
    /// The turn's place in the record; nil for what only keeps the line open.
    let position: Int?
    let caseID: CaseID?
    let bytes: ByteBuffer
    /// What changed in who does what; nil for what stands in the record.
    var work: WorkNotes?
  }

  /// Items that a listener may be behind. One that is further behind is let go: it comes again and says where it was.
  private static let backlogLimit = 4_096
  private static let pageSize = 500
  /// What happens within so short a time is read together.
  private static let breath = Duration.milliseconds(20)
  /// The same for who does what: each of these moments is one item, however much changed in it.
  private static let workBreath = Duration.milliseconds(100)

  private let ledger: any Ledger
  private let logger: Logger
  private var listeners: [Int: AsyncStream<Item>.Continuation] = [:]
  private var nextListener = 0
  /// What was read last; nil while nobody listens.
  private var position: Int?
  private var isPulling = false
  private var isStale = false
  private var isOver = false
  /// What changed in who does what, and wasn't told yet.
  private var untold: [WorkChange] = []
  /// Whether it hears of who does what.
  private(set) var followsWork = false
  /// How many changes in who does what it has told.
  private(set) var workTold = 0
  /// The record couldn't be read when it was asked last, which was said.
  private var isInTrouble = false

  init(ledger: any Ledger, logger: Logger) {
    self.ledger = ledger
    self.logger = logger
  }

  /// Follows the desk and its work, until the task is cancelled.
  func run(_ desk: Desk, _ work: WorkRouter) async {
    let moves = work.changes()
    followsWork = true
    let (moments, moved) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for await change in moves {
          guard await self.gather(change) else { continue }
          moved.yield()
        }
      }
      group.addTask {
        for await _ in moments {
          await self.tellWork(at: desk.clock.now())
          try? await Nap.take(Self.workBreath)
        }
      }
      let (changes, changed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
      group.addTask { for await _ in desk.changes() { changed.yield() } }
      group.addTask {
        for await _ in changes {
          await self.pull()
          try? await Nap.take(Self.breath)
        }
      }
      // Other programs write to the ledger too, and an open line must say something now and then.
      group.addTask {
        var seconds = 0
        while (try? await Task.sleep(for: .seconds(1))) != nil {
          seconds += 1
          await self.pull()
          if seconds % 15 == 0 { await self.keepOpen() }
        }
      }
      await group.waitForAll()
    }
  }

  /// Everything from now on. What happened before is read by `items`.
  /// - Returns: the items, and the place in the record that the next one stands behind.
  /// - Throws: `LedgerError` when the record can't be read.
  func listen() async throws(LedgerError) -> (start: Int, items: AsyncStream<Item>) {
    let latest = try await ledger.latestPosition()
    let (items, continuation) = AsyncStream.makeStream(of: Item.self, bufferingPolicy: .bufferingOldest(Self.backlogLimit))
    guard !isOver else {
      continuation.finish()
      return (latest, items)
    }
    if position == nil { position = latest }
    nextListener += 1
    let place = nextListener
    listeners[place] = continuation
    continuation.onTermination = { _ in Task { await self.leave(place) } }
    return (position ?? latest, items)
  }

  /// A page of what happened behind a place in the record, and where to go on; that is the same place at the record's end.
  func items(after position: Int) async throws(LedgerError) -> (items: [Item], end: Int) {
    let (turns, end) = try await RecordReading.turns(after: position, limit: Self.pageSize, in: ledger)
    return (turns.map(Item.init), end)
  }

  /// Whether everything up to a place in the record was told.
  func isUpToDate(with place: Int) -> Bool { (position ?? 0) >= place && !isPulling }

  var listenerCount: Int { listeners.count }

  /// Nobody is told anything any more.
  func finish() {
    isOver = true
    for listener in listeners.values { listener.finish() }
    listeners = [:]
  }

  private func leave(_ place: Int) {
    listeners[place] = nil
    if listeners.isEmpty { position = nil }
  }

  /// - Returns: false while nobody listens.
  private func gather(_ change: WorkChange) -> Bool {
    guard !listeners.isEmpty else { return false }
    untold.append(change)
    return true
  }

  private func tellWork(at now: Instant) {
    guard !untold.isEmpty else { return }
    tell(Item(position: nil, caseID: nil, bytes: ByteBuffer(), work: WorkNotes(untold, at: now)))
    workTold += untold.count
    untold = []
  }

  private func keepOpen() { tell(Item(position: nil, caseID: nil, bytes: ByteBuffer(string: ": still here\n\n"))) }

  /// Tells what has happened since, where anybody listens.
  func pull() async {
    isStale = true
    guard !isPulling else { return }
    isPulling = true
    while isStale, let from = position {
      isStale = false
      guard let (turns, end) = await read(after: from) else { break }
      guard end > from else { continue }
      if position != nil { position = end }
      for turn in turns where !turn.events.isEmpty { tell(Item(turn)) }
      if turns.count == Self.pageSize || end > turns.last?.position ?? from { isStale = true }
    }
    isPulling = false
  }

  /// Nil while the ledger can't be read, which is said once: it is asked again with the next change, or a second later.
  private func read(after position: Int) async -> (turns: [Turn], end: Int)? {
    do throws(LedgerError) {
      let read = try await RecordReading.turns(after: position, limit: Self.pageSize, in: ledger)
      isInTrouble = false
      return read
    } catch {
      if !isInTrouble, !Task.isCancelled {
        isInTrouble = true
        logger.error("the event stream can't read the record", metadata: ["error": .string(error.words)])
      }
      return nil
    }
  }

  private func tell(_ item: Item) {
    for (place, listener) in listeners {
      guard case .enqueued = listener.yield(item) else {
        listener.finish()
        leave(place)
        continue
      }
    }
  }
}

extension EventFeed.Item {
  /// A server-sent event (WHATWG HTML, 9.2) whose id is the turn's place in the record.
  init(_ turn: Turn) {
    position = turn.position
    caseID = turn.caseID
    let events = turn.events.map { "{\"kind\":\"\(StoredKind($0.kind).rawValue)\",\"sequence\":\($0.sequence)}" }.joined(separator: ",")
    bytes = ByteBuffer(
      string:
        "id: \(turn.position)\nevent: case-changed\ndata: {\"at\":\"\(turn.at.rfc3339)\",\"case\":\"\(turn.caseID)\",\"events\":[\(events)]}\n\n")
  }
}
