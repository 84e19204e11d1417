import Desk
import Places
import Playbook

/// The heats of playbooks, each kept for a minute: computing one reads thousands of cases, and several people look at the same.
actor WarmHeats {
  private static let keptFor = TimeAmount.minutes(1)
  private static let remembered = 20

  private struct Kept {
    let heat: PlaybookHeat
    let at: Instant
  }

  private let places = Places(atOnce: 1, mostWaiting: 8)
  private var kept: [String: Kept] = [:]

  /// - Throws: `Problem` `.unavailable` when too many wait.
  func heat(of plan: Plan, newest count: Int, in desk: Desk, at now: Instant) async throws -> PlaybookHeat {
    let key = "\(plan.version) \(count)"
    if let known = fresh(key, at: now) { return known }
    guard await places.take() else {
      throw Problem.unavailable(.init("正在统计的人太多，请稍后再看。", "Too many are being counted: look again later."), waitSeconds: 10)
    }
    // Whoever was before may have made it.
    if let known = fresh(key, at: now) {
      await places.leave()
      return known
    }
    do throws(DeskError) {
      let heat = try await PlaybookHeat.read(of: plan, newest: count, in: desk)
      if kept.count >= Self.remembered { kept.removeAll() }
      kept[key] = Kept(heat: heat, at: now)
      await places.leave()
      return heat
    } catch {
      await places.leave()
      throw Problem(error)
    }
  }

  private func fresh(_ key: String, at now: Instant) -> PlaybookHeat? {
    guard let known = kept[key], known.at + Self.keptFor > now else { return nil }
    return known.heat
  }
}
