import Playbook
import Ledger

/// What is filled in about a team, a new one or one that is there. Members and needs are rows that a script adds and takes away.
struct TeamForm {
  /// What there is to choose from.
  struct Known: Sendable {
    let teams: [Team]
    let people: [Person]
    let playbooks: [PublishedPlaybook]
    let queues: [String]
  }

  struct Person: Sendable {
    /// As requests name them.
    let account: String
    let name: String
  }

  /// Somebody or something with the skills that go with it.
  struct SkillRow {
    /// Its place in the request.
    let field: String
    let caption: String
    /// One a line.
    let skills: String
    /// It can't be chosen any more, and the team can't be saved with it.
    let isGone: Bool
  }

  struct RowChoice {
    let field: String
    let caption: String
    let isTaken: Bool
  }

  let isNew: Bool
  let sendsTo: String
  let method: String
  /// The state that was looked at; empty for a new one.
  let revision: String
  /// Where to go behind it.
  let then: String
  let teamName: String
  /// One a line.
  let queues: String
  let queuesKnown: String
  let members: [SkillRow]
  let people: [RowChoice]
  let needs: [SkillRow]
  let playbooks: [RowChoice]
  let overflowQueue: String
  let overflowSeconds: String
  let escalationTeams: [AdminChoice]
  let escalationSeconds: String

  init(_ team: Team?, _ known: Known, _ words: ConsoleWords) {
    isNew = team == nil
    sendsTo = team.map { "/v1/teams/\($0.id)" } ?? "/v1/teams"
    method = team == nil ? "POST" : "PATCH"
    revision = team.map { "\"\($0.revision)\"" } ?? ""
    then = team == nil ? "/console/teams/{id}" : "reload"
    teamName = team?.name ?? ""
    queues = team?.queues.joined(separator: "\n") ?? ""
    queuesKnown = known.queues.isEmpty ? "" : words.text("teams-queues-known", ["queues": known.queues.joined(separator: words.text("teams-comma"))])

    let names = Dictionary(known.people.map { ($0.account, Self.caption($0.name, $0.account)) }) { first, _ in first }
    let inTeam = Dictionary((team?.members ?? [:]).map { (PersonName.text($0.key), $0.value) }) { first, _ in first }
    members = Self.rows(inTeam, "members", names)
    people = known.people.map { RowChoice(field: Self.pointer("members", $0.account), caption: names[$0.account] ?? "", isTaken: inTeam[$0.account] != nil) }

    let needed = team?.needs ?? [:]
    let titles = Dictionary(known.playbooks.map { ($0.id, Self.caption($0.title, $0.id)) }) { first, _ in first }
    // What a playbook needs that isn't published any more does no harm.
    needs = Self.rows(needed, "needs", titles.merging(needed.keys.map { ($0, $0) }) { title, _ in title })
    playbooks = known.playbooks.map { RowChoice(field: Self.pointer("needs", $0.id), caption: titles[$0.id] ?? "", isTaken: needed[$0.id] != nil) }

    overflowQueue = team?.overflow?.queue ?? ""
    overflowSeconds = team?.overflow.map { String($0.after.seconds) } ?? ""
    escalationTeams = known.teams.filter { $0.id != team?.id }
      .map { AdminChoice(value: $0.id, label: Self.caption($0.name, $0.id), isChosen: $0.id == team?.escalation?.team) }
    escalationSeconds = team?.escalation.map { String($0.after.seconds) } ?? ""
  }

  private static func rows(_ skills: [String: Set<String>], _ member: String, _ captions: [String: String]) -> [SkillRow] {
    skills.sorted { $0.key < $1.key }.map { name, skills in
      SkillRow(
        field: pointer(member, name), caption: captions[name] ?? name, skills: skills.sorted().joined(separator: "\n"), isGone: captions[name] == nil)
    }
  }

  private static func caption(_ name: String, _ id: String) -> String { name == id ? name : "\(name) (\(id))" }

  /// As RFC 6901 writes it: fields are named by their place in the request.
  private static func pointer(_ member: String, _ name: String) -> String {
    "/\(member)/\(name.replacing("~", with: "~0").replacing("/", with: "~1"))"
  }
}
