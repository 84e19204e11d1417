import Casework
import Playbook

/// What all recorded cases together tell: from it comes what a case's own record doesn't say.
struct History: Sendable {
  private var answers: [Question: [WorldAnswer]] = [:]
  private var values: [Fact.ID: [Value]] = [:]

  init(_ memories: [CaseMemory]) {
    for memory in memories {
      for (question, given) in memory.answers { answers[question, default: []] += given.filter { $0.outcome != nil } }
      for (fact, value) in memory.truths { values[fact, default: []].append(value) }
    }
    // The order of a dictionary is by chance; the draws mustn't be.
    for (fact, found) in values { values[fact] = found.sorted { "\($0)" < "\($1)" } }
    for (question, found) in answers {
      answers[question] = found.sorted { ($0.milliseconds, $0.outcome ?? "") < ($1.milliseconds, $1.outcome ?? "") }
    }
  }

  /// An answer that this question got in some case; nil when nobody ever asked it.
  func answer(to question: Question, _ random: inout RandomStream) -> WorldAnswer? { drawn(answers[question], &random) }

  /// A value that the fact had in some case.
  func value(of fact: Fact.ID, _ random: inout RandomStream) -> Value? { drawn(values[fact], &random) }

  private func drawn<Thing>(_ things: [Thing]?, _ random: inout RandomStream) -> Thing? {
    guard let things, !things.isEmpty else { return nil }
    return things[Int(random.below(UInt64(things.count)))]
  }
}
