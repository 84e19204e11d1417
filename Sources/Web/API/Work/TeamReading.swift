import Foundation
import Ledger
import Playbook

/// A team as a request says it. What can't be is noted with its place.
struct TeamReading {
  private static let longestName = 80
  private static let mostQueues = 50
  private static let mostMembers = 500
  private static let mostSkills = 50
  /// A week: work that waits longer isn't waiting for a team.
  private static let longestWait = 604_800

  let door: WorkDoor
  /// All there are, for escalations.
  let others: [Team]

  /// - Parameter team: what is left out stays as it is there.
  /// - Throws: `Problem` when it can't be looked up who works here.
  func read(_ object: JSONObject, onto team: Team) async throws -> Team {
    var team = team
    if object.has("name") { team.name = object.text("name", longest: Self.longestName) }
    if let value = object.value("queues") { team.queues = queues(value, object) }
    if object.has("members") { team.members = try await members(object) }
    if object.has("needs") {
      team.needs = [:]
      for (playbook, value) in object.values("needs") { team.needs[playbook] = skills(value, place("needs", playbook), object) }
    }
    if object.has("overflow") {
      team.overflow = detour("overflow", "queue", object).map { Team.Overflow(queue: $0, after: TimeAmount(seconds: $1)) }
    }
    if object.has("escalation") {
      team.escalation = detour("escalation", "team", object).map { Team.Escalation(team: $0, after: TimeAmount(seconds: $1)) }
      if let next = team.escalation?.team, next == team.id || !others.contains(where: { $0.id == next }) {
        object.note("escalation/team", .init("应是另一个已有的班组", "should be another team that there is"))
      }
    }
    return team
  }

  private func queues(_ value: JSONValue, _ object: JSONObject) -> [String] {
    let queues = texts(value, "queues", object)
    if queues.isEmpty || queues.count > Self.mostQueues || Set(queues).count < queues.count {
      object.note("queues", .init("1 到 \(Self.mostQueues) 个不同的队列", "1 to \(Self.mostQueues) queues, each once"))
    }
    return queues
  }

  private func members(_ object: JSONObject) async throws -> [String: Set<String>] {
    var members: [String: Set<String>] = [:]
    let said = object.values("members")
    guard said.count <= Self.mostMembers else {
      object.note("members", .init("最多 \(Self.mostMembers) 人", "at most \(Self.mostMembers) people"))
      return [:]
    }
    for (name, value) in said {
      let person = PersonName.id(name)
      if try await !door.worksHere(person) { object.note(place("members", name), PersonName.unknown) }
      members[person] = skills(value, place("members", name), object)
    }
    return members
  }

  private func skills(_ value: JSONValue, _ place: String, _ object: JSONObject) -> Set<String> {
    let skills = texts(value, place, object)
    if skills.count > Self.mostSkills { object.note(place, .init("最多 \(Self.mostSkills) 项", "at most \(Self.mostSkills)")) }
    return Set(skills)
  }

  private func texts(_ value: JSONValue, _ place: String, _ object: JSONObject) -> [String] {
    guard case .list(let values) = value else {
      object.note(place, .init("应是文字的列表", "should be a list of texts"))
      return []
    }
    var texts: [String] = []
    for (index, value) in values.enumerated() {
      guard case .text(let text) = value, (1...Self.longestName).contains(text.count) else {
        object.note("\(place)/\(index)", .init("1 到 \(Self.longestName) 个字", "1 to \(Self.longestName) characters"))
        continue
      }
      texts.append(text)
    }
    return texts
  }

  /// `{"queue"|"team": …, "seconds": …}`; nil for null.
  private func detour(_ name: String, _ to: String, _ object: JSONObject) -> (String, Int64)? {
    if object.isNull(name) {
      _ = object.value(name)
      return nil
    }
    guard let detour = object.object(name) else { return nil }
    let target = detour.text(to, longest: Self.longestName)
    var seconds: Int64?
    if case .number(let text)? = detour.value("seconds"), let count = Int64(text), (1...Int64(Self.longestWait)).contains(count) { seconds = count }
    if seconds == nil { detour.note("seconds", .init("1 到 \(Self.longestWait) 的整数", "a whole number from 1 to \(Self.longestWait)")) }
    for unknown in detour.unread { detour.note(unknown, .init("不认识这一项", "isn't known")) }
    return seconds.map { (target, $0) }
  }

  private func place(_ member: String, _ name: String) -> String { "\(member)/\(name.replacing("/", with: "~1"))" }
}
