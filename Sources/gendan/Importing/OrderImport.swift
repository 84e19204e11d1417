import Casework
import Desk
import Importing
import Ledger

/// Brings a file of order events to a ledger, group by group. A group is durable before it counts, and before the progress file says that it is done.
///
///     file → OrderLines → group → OrderWatch.take → RefusedFile → ImportProgress
struct OrderImport {
  /// Lines in one group, and in one commit.
  private static let groupLimit = 5_000
  /// Refused lines that the report shows, and how much of each.
  private static let shownLimit = 20
  private static let shownLength = 200

  private let source: OrderSource
  private let watch: OrderWatch
  private let resumedAtLine: Int?
  private var progress: ImportProgress
  private var refused: RefusedFile?
  /// By their hashes: the numbers of millions of orders would take too much memory.
  private var orders: Set<Int> = []
  private var canRemember = true

  /// - Parameters:
  ///   - mapping: as it was written.
  ///   - refusedPath: where refused lines are listed; nil lists none but the first ones, in the report.
  ///   - restarts: whether an import that was broken off is forgotten.
  init(_ source: OrderSource, into watch: OrderWatch, mapping: String, refusedPath: String?, restarts: Bool) async throws {
    self.source = source
    self.watch = watch
    let asked = [source.form.rawValue, mapping, refusedPath ?? ""]
    var begun = restarts ? nil : ImportProgress.read(for: source.path)
    if let before = begun, let reason = try await Self.reasonToRestart(before, source, asked: asked, watch, refusedPath: refusedPath) {
      Terminal.writeError(
        reason + say("所以从头开始；已经收下的不会重复。", " So it starts from the beginning; what was taken isn't taken twice."))
      begun = nil
    } else if let before = begun {
      Terminal.writeError(say("接着上次，从第 \(before.line) 行开始。", "Going on at line \(before.line), where the last import was broken off."))
    }
    resumedAtLine = begun?.line
    progress = begun ?? ImportProgress(source, asked: asked)
    let kept = begun?.refusedBytes
    progress.look(at: source)
    refused = try refusedPath.map { try RefusedFile(path: $0, keeping: kept) }
    progress.refusedBytes = refused?.bytes ?? 0
  }

  /// - Parameter show: told how many bytes of the file are done.
  mutating func run(showing show: (Int) -> Void) async throws -> OrderImportReport {
    let clock = ContinuousClock()
    let begin = clock.now
    var lines = try OrderLines(source, from: progress.place)
    var group: [OrderLine] = []
    while let read = try lines.next() {
      for line in read {
        group.append(line)
        guard group.count == Self.groupLimit else { continue }
        try await store(group)
        remember()
        group.removeAll(keepingCapacity: true)
        show(progress.offset)
      }
    }
    // Not remembered: a last line without an end would be taken for a whole one if the file grew.
    try await store(group)
    try await watch.catchUp()
    ImportProgress.remove(for: source.path)
    let milliseconds: Double = (clock.now - begin) / .milliseconds(1)
    return OrderImportReport(
      taken: progress.taken, alreadyHeard: progress.alreadyHeard, refused: progress.refused, orders: orders.count,
      seconds: milliseconds.rounded() / 1_000, resumedAtLine: resumedAtLine, refusedLines: progress.firstRefused)
  }

  private mutating func store(_ group: [OrderLine]) async throws {
    guard let last = group.last else { return }
    var events: [OrderEvent] = []
    var unread: [RefusedLine] = []
    for line in group {
      switch line.content {
      case .success(let event): events.append(event)
      case .failure(let refusedLine): unread.append(refusedLine)
      }
    }
    let receipts: [OrderReceipt]
    do throws(DeskError) { receipts = try await watch.take(events) } catch {
      throw Trouble(
        Trouble(error).message
          + say("第 \(progress.line) 行以前的都已收下；再执行一次同样的命令。", " Everything before line \(progress.line) was taken; run the same command again."),
        code: .unreadable)
    }
    for (event, receipt) in zip(events, receipts) { count(event, receipt) }
    try refused?.append(unread)
    progress.refused += unread.count
    progress.refusedBytes = refused?.bytes ?? 0
    for line in unread.prefix(max(0, Self.shownLimit - progress.firstRefused.count)) {
      progress.firstRefused.append(RefusedLine(line: line.line, reason: line.reason, text: String(line.text.prefix(Self.shownLength))))
    }
    progress.offset = last.end.offset
    progress.line = last.end.line
  }

  private mutating func count(_ event: OrderEvent, _ receipt: OrderReceipt) {
    orders.insert(event.order.hashValue)
    let place: Int64
    switch receipt {
    case .stored(let position):
      progress.taken += 1
      place = position
    case .alreadyHeard(let position):
      progress.alreadyHeard += 1
      place = position
    }
    if place > progress.last?.position ?? 0 { progress.last = ImportProgress.Mark(position: place, order: event.order, id: event.id) }
  }

  private mutating func remember() {
    guard canRemember else { return }
    do { try progress.write(for: source.path) } catch {
      canRemember = false
      let path = ImportProgress.path(for: source.path)
      Terminal.writeError(
        say(
          "写不了进度 \(path)：导入照常进行，中断后要从头再来，不会重复。",
          "The progress can't be written to \(path): the import goes on; if it is broken off, it starts from the beginning, and nothing is taken twice."))
    }
  }

  /// Why the import that was broken off isn't gone on with; nil when it is.
  private static func reasonToRestart(
    _ before: ImportProgress, _ source: OrderSource, asked: [String], _ watch: OrderWatch, refusedPath: String?
  ) async throws -> String? {
    guard before.isOf(source) else { return say("文件与上次导入时不同了，", "The file isn't what it was when the last import was broken off.") }
    guard before.asked == asked else { return say("上次导入这个文件时的选项不同，", "The last import of this file had other options.") }
    if let mark = before.last {
      // Another ledger, or an older backup of it.
      let found = try await watch.orders.readOrderEvents(after: mark.position - 1, limit: 1)
      guard let there = found.first, there.position == mark.position, there.event.order == mark.order, there.event.id == mark.id else {
        return say("账本里没有上次收下的事件，", "The ledger hasn't what the last import brought.")
      }
    }
    if let refusedPath, !RefusedFile.has(before.refusedBytes, at: refusedPath) {
      return say("上次的 \(refusedPath) 不在了或变短了，", "\(refusedPath) of the last import is gone or shorter.")
    }
    return nil
  }
}
