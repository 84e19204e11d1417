import Casework
import Desk
import Ledger
import Playbook

/// What opens a case, as a request says it.
struct OpeningReading {
  let plan: Plan
  let source: String
  let orders: OrderWatch

  /// - Throws: `Problem` with everything that is wrong, or when the ledger doesn't answer.
  func read(_ object: JSONObject) async throws -> Opening {
    let words = SignalWords(plan.vocabulary, source: source)
    let subject = object.text("subject", longest: OrderEvent.longestName)
    var channel = ChannelName.online
    if let name = object.optionalText("channel") {
      do throws(SignalFault) { channel = try words.channel(name) } catch { object.note("channel", .init(error)) }
    }
    let told = FactsReading(words: words, source: source).reports(object, "facts")
    var persons: [Party.ID: PersonID] = [:]
    for (name, person) in object.texts("persons") {
      do throws(SignalFault) { persons[try words.party(name).id] = PersonID(person) } catch { object.note("persons/\(name)", .init(error)) }
    }
    try object.end()
    let known = try await factsOfOrder(subject).filter { fact in !told.contains { $0.fact == fact.fact } }
    return Opening(playbook: plan.id, version: plan.version, subject: subject, channel: channel, facts: known + told, persons: persons)
  }

  /// What platforms have told of the order, if the subject names one.
  private func factsOfOrder(_ subject: String) async throws -> [FactReport] {
    let file: OrderFile?
    do throws(LedgerError) { file = try await orders.orders.order(of: subject, book: orders.book) } catch { throw Problem(error) }
    return file.map { orders.mapping.reports(of: $0.order, for: plan, isOverdue: !$0.marks.isEmpty) } ?? []
  }
}
