import Casework
import Desk
import Ledger
import Mustache
import Playbook

/// Something that is known in a case, with where it came from and how old it is.
///
/// It says itself what it has, as lines of the timeline do: a case knows dozens.
struct AsideFact: MustacheParent {
  let words: ConsoleWords
  let id: Fact.ID
  let name: String
  let value: String
  let source: String
  let age: String
  let when: PageTimes.Stamp
  /// The event that brought it.
  let learned: Int
  /// Whether it is older than the playbook lets it be used.
  let isStale: Bool
  /// Whether the reader may have it shown, with a reason.
  let canDisclose: Bool

  /// In the playbook's order; behind them what only an earlier version knew.
  static func all(_ look: AsideLook) -> [AsideFact] {
    let declared = look.plan.vocabulary.facts.map(\.id).filter { look.state.facts[$0] != nil }
    let rest = Set(look.state.facts.keys).subtracting(declared).sorted()
    return (declared + rest).compactMap { id in look.state.facts[id].map { AsideFact(id, $0, look) } }
  }

  private init(_ id: Fact.ID, _ known: KnownFact, _ look: AsideLook) {
    words = look.words
    self.id = id
    name = look.retelling.name(ofFact: id)
    let isErased = known.value == .text(SealedWords.erased)
    value = isErased ? SealedWords.erased : look.shown(look.retelling.value(known.value, of: id))
    source = look.shown(look.retelling.name(ofSource: known.source))
    age = look.age(known.at)
    when = look.stamp(known.at)
    learned = known.learned
    isStale = look.plan.freshness(of: id).map { known.at + $0 < look.times.now } ?? false
    canDisclose = look.plan.fact(id)?.isPersonal == true && known.value != nil && !isErased && look.rights.contains(.seePersonal)
  }

  func child(named name: String) -> Any? {
    switch name {
    case "t": words
    case "id": id
    case "name": self.name
    case "value": value
    case "source": source
    case "age": age
    case "iso": when.iso
    case "full": when.full
    case "learned": learned
    case "isStale": isStale
    case "canDisclose": canDisclose
    default: nil
    }
  }
}
