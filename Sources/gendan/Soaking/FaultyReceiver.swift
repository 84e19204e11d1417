import Channels
import Desk
import Sandbox

/// The way out of one life of a desk: receivers with every bad habit.
struct FaultyReceiver: Connector {
  let world: SoakWorld
  let life: Life
  let weather: Weather

  private static let minute: Int64 = 60_000

  func carryOut(_ errand: Errand) async throws(ConnectorFault) -> ErrandReport? {
    guard !life.isOver else { throw .unreachable("this desk was killed") }
    world.noteHandover(of: errand)
    if weather.strikes(.unreachable) { throw .unreachable("made to fail") }
    if weather.strikes(.hangs) {
      // Until whoever asked gives up.
      while !Task.isCancelled { try? await world.time.sleep(milliseconds: 60 * Self.minute) }
      throw .timedOut
    }
    guard let report = try await world.platform(for: errand).carryOut(errand) else { return nil }
    if weather.strikes(.timesOut) { throw .timedOut }
    if weather.strikes(.late) {
      post(report, errand.key, within: 0...300)
      return nil
    }
    if weather.strikes(.twice) { post(report, errand.key, within: 0...30) }
    if weather.strikes(.contradicts), let other = errand.outcomes.last { post(ErrandReport(outcome: other), errand.key, within: 1...30) }
    if weather.strikes(.wrongKey) {
      let keys = world.keys
      post(report, keys[Int(weather.number(in: 0...Int64(keys.count - 1)))] + "/9", within: 0...5)
      post(report, "nobody knows this key", within: 0...5)
    }
    if weather.strikes(.garbage) { return ErrandReport(outcome: "☃", facts: ["no.such.fact": "☃"], detail: "\u{0}garbage") }
    return report
  }

  private func post(_ report: ErrandReport, _ key: String, within minutes: ClosedRange<Int64>) {
    world.post(.init(key: key, report: report, afterMilliseconds: weather.number(in: minutes) * Self.minute))
  }
}
