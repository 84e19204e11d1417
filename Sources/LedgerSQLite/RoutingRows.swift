import Casework
import Foundation
import GRDB
import Ledger
import Playbook

/// Lists and maps within a row, as JSON.
enum RoutingText {
  static func write(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// - Throws: `LedgerError.unreadable`.
  static func read<Value: Decodable>(_ text: String, _ what: String) throws -> Value {
    do { return try JSONDecoder().decode(Value.self, from: Data(text.utf8)) } catch { throw LedgerError.unreadable("\(what): “\(text)” can't be read") }
  }
}

extension Team {
  init(_ row: Row, _ members: [String: [String: Set<String>]]) throws {
    let id: String = row["team_id"]
    let (queue, queueSeconds): (String?, Int64?) = (row["overflow_queue"], row["overflow_seconds"])
    let (team, teamSeconds): (String?, Int64?) = (row["escalation_team"], row["escalation_seconds"])
    self.init(
      id: id, name: row["name"], queues: try RoutingText.read(row["queues"], "the queues of the team \(id)"), members: members[id, default: [:]],
      needs: try RoutingText.read(row["needs"], "what the team \(id) needs"),
      overflow: queue.map { Overflow(queue: $0, after: TimeAmount(seconds: queueSeconds ?? 0)) },
      escalation: team.map { Escalation(team: $0, after: TimeAmount(seconds: teamSeconds ?? 0)) }, revision: row["revision"])
  }

  /// By the names of columns.
  func columns() throws -> StatementArguments {
    let values: [String: (any DatabaseValueConvertible)?] = [
      "team_id": id, "name": name, "queues": try RoutingText.write(queues), "needs": try RoutingText.write(needs.mapValues { $0.sorted() }),
      "overflow_queue": overflow?.queue, "overflow_seconds": overflow?.after.seconds, "escalation_team": escalation?.team,
      "escalation_seconds": escalation?.after.seconds, "revision": revision,
    ]
    return StatementArguments(values)
  }
}

extension Presence {
  init(_ row: Row) throws {
    let (person, word): (String, String) = (row["person"], row["status"])
    guard let status = Status(rawValue: word) else { throw LedgerError.unreadable("\(person) is “\(word)”, which this program doesn't know") }
    let capacity: [String: Int] = try RoutingText.read(row["capacity"], "the capacity of \(person)")
    var known: [ChannelName: Int] = [:]
    for (name, count) in capacity { known[try ChannelName(stored: name)] = count }
    let (missedCase, missedTask): (String?, String?) = (row["missed_case"], row["missed_task"])
    let missed = missedCase.flatMap { id in missedTask.map { WorkID(CaseID(id), TaskID($0)) } }
    self.init(person: person, name: row["name"], status: status, capacity: known, since: Instant(milliseconds: row["since"]), missed: missed)
  }
}

extension Assignment {
  init(_ row: Row) throws {
    let doneAt: Int64? = row["done_at"]
    self.init(
      work: WorkID(CaseID(row["case_id"]), TaskID(row["task_id"])), person: row["person"], channel: try ChannelName(stored: row["channel"]),
      at: Instant(milliseconds: row["assigned_at"]), by: row["assigned_by"], doneAt: doneAt.map { Instant(milliseconds: $0) })
  }
}

extension ChannelName {
  fileprivate init(stored word: String) throws {
    guard let channel = ChannelName(rawValue: word) else { throw LedgerError.unreadable("a channel “\(word)” isn't known to this program") }
    self = channel
  }
}

extension Database {
  /// Behind the team's row, within the transaction that is under way.
  func putMembers(of team: Team) throws {
    let statement = try cachedStatement(sql: "INSERT INTO team_members (team_id, person, skills) VALUES (?, ?, ?)")
    for (person, skills) in team.members.sorted(by: { $0.key < $1.key }) {
      try statement.execute(arguments: [team.id, person, try RoutingText.write(skills.sorted())])
    }
  }
}
