import Casework
import Crypto
import Ledger
import Playbook

/// What a case wants of a party, as forms: this part of the page changes only when what is wanted does, because somebody types in it.
struct PartyAsks {
  struct Choice {
    let value: String
    let label: String
  }

  struct Question {
    let words: String
    let json: String
    let due: PageTimes.Stamp
    let choices: [Choice]
    let isChoice: Bool
    let isNumber: Bool
    let isTime: Bool
    let isText: Bool
  }

  struct Saying {
    let label: String
    let confirm: String
    let json: String
  }

  struct Entry {
    let id: String
    let name: String
    let state: String
    let due: PageTimes.Stamp?
    let facts: [Pair]
    let history: [Pair]
    let address: String
    /// `{"party":"customer","values":{}}`
    let json: String
    let answers: [Answer]
    let outcomes: [Outcome]
    let isAnswerable: Bool
  }

  struct Pair {
    let name: String
    let value: String
  }

  struct Answer {
    let field: String
    let name: String
    let choices: [Choice]
    let isChoice: Bool
  }

  struct Outcome {
    let label: String
    let json: String
  }

  struct Star {
    let score: Int
    let label: String
  }

  let questions: [Question]
  let sayings: [Saying]
  let entries: [Entry]
  let takesRating: Bool
  let stars: [Star]
  /// What was given; nil without one.
  let rated: String?
  /// Another one when something else is wanted.
  let mark: String

  init(_ own: OwnCase, _ times: PageTimes, _ t: ConsoleWords) {
    questions = own.questions.map { Self.question($0, own, times) }
    sayings = own.sayings.map { event in
      Saying(label: t.text("party-say-\(event.id)"), confirm: t.text("party-say-sure-\(event.id)"), json: Self.json(["event": event.id]))
    }
    entries = own.entries.map { Self.entry($0, own, times) }
    takesRating = own.takesRating && own.rating == nil
    stars = (1...5).reversed().map { Star(score: $0, label: t.text("party-star-\($0)")) }
    rated = own.rating.map { t.text("party-rated", ["score": "\($0)"]) }
    var wanted = ["\(takesRating)", rated ?? ""]
    for question in questions { wanted += [question.json, question.words] }
    for saying in sayings { wanted.append(saying.json) }
    for entry in entries { wanted += [entry.address, entry.state, "\(entry.history.count) \(entry.isAnswerable)"] }
    mark = Hexadecimal.text(Array(SHA256.hash(data: Array(wanted.joined(separator: "\n").utf8))).prefix(6))
  }

  private static func question(_ asked: OwnCase.Question, _ own: OwnCase, _ times: PageTimes) -> Question {
    let choices = asked.fact.values?.map { choice($0, of: asked.fact, own) } ?? []
    var (isNumber, isTime) = (false, false)
    switch asked.fact.type {
    case .number: isNumber = true
    case .time: isTime = true
    case .choice, .flag, .money, .duration, .text: break
    }
    return Question(
      words: asked.text, json: json(["fact": asked.fact.id]), due: times.stamp(asked.due), choices: choices, isChoice: !choices.isEmpty, isNumber: isNumber,
      isTime: isTime, isText: choices.isEmpty && !isNumber && !isTime)
  }

  private static func entry(_ entry: OwnCase.Entry, _ own: OwnCase, _ times: PageTimes) -> Entry {
    let view = entry.view
    let name = own.plan.registers.first { $0.id == view.register }?.name ?? view.text
    let answers = entry.answers.map { answer in
      Answer(
        field: "/values/\(pointer(answer.fact.id))", name: answer.fact.name, choices: answer.values.map { choice($0, of: answer.fact, own) },
        isChoice: !answer.values.isEmpty)
    }
    let outcomes = entry.outcomes.map { Outcome(label: $0, json: json(["outcome": $0])) }
    return Entry(
      id: view.entry, name: name, state: view.state, due: entry.isOpen ? entry.due.map(times.stamp) : nil,
      facts: (view.facts ?? []).map { Pair(name: $0.name, value: $0.text) },
      history: (view.history ?? []).map { line in Pair(name: Instant(rfc3339: line.at).map { times.stamp($0).text } ?? "", value: line.text) },
      address: entry.address, json: "{\"party\":\(json(own.party)),\"values\":{}}", answers: answers, outcomes: outcomes, isAnswerable: !answers.isEmpty)
  }

  private static func choice(_ value: Value, of fact: Fact, _ own: OwnCase) -> Choice {
    let view = OwnCaseView.Choice(value, of: fact, own.language)
    return Choice(value: view.value, label: view.name)
  }

  private static func json(_ value: some Encodable) -> String { (try? StoredJSON.text(value)) ?? "{}" }

  /// A name in a JSON pointer (RFC 6901).
  private static func pointer(_ name: String) -> String { name.replacing("~", with: "~0").replacing("/", with: "~1") }
}
