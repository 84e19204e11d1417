import Desk
import Playbook

/// A fact that somebody is asked for on a page, as the API takes it.
struct OpeningField {
  let fieldLabel: String
  /// Its place in what is sent (RFC 6901).
  let fieldName: String
  /// What there is to choose from; none for what is typed.
  let choices: [PageOption]
  let isChoice: Bool
  let isTime: Bool
  let isNumber: Bool
  let isText: Bool
  /// What a value looks like; nil where it needn't be said.
  let example: String?
  let unit: String?

  /// - Parameter place: of what holds it: `/facts`.
  init(_ fact: Fact, at place: String, _ language: Language) {
    fieldLabel = fact.name
    fieldName = "\(place)/\(Self.escaped(fact.id))"
    choices = (fact.values ?? []).map { value in
      let written: String =
        switch value {
        case .choice(let id): id
        case .flag(let flag): flag ? "true" : "false"
        default: fact.words(for: value, in: language)
        }
      return PageOption(optionValue: written, optionName: fact.words(for: value, in: language), isChosen: false)
    }
    isChoice = fact.values != nil
    var (isTime, isNumber, unit, example) = (false, false, String?.none, String?.none)
    switch fact.type {
    case .time: isTime = true
    case .number(let written): (isNumber, unit) = (true, written)
    case .money, .duration: example = fact.examples(in: language)
    case .choice, .flag, .text: break
    }
    self.isTime = isTime
    self.isNumber = isNumber
    self.unit = unit
    self.example = example
    isText = !isChoice && !isTime && !isNumber
  }

  /// A name within a JSON pointer.
  static func escaped(_ name: String) -> String { name.replacing("~", with: "~0").replacing("/", with: "~1") }
}

extension Plan {
  /// The facts that somebody may know when a case begins: those that a platform, a party or an agent tells, not those that the procedure concludes.
  /// - Returns: first those that a sentence decides on, then the others.
  var tellableFacts: (decisive: [Fact], others: [Fact]) {
    let decisive = Set(reachableProcedures.flatMap(\.steps).flatMap(\.decisiveFacts))
    let told = vocabulary.facts.filter { fact in
      fact.sources.contains { source in
        switch source {
        case .orderSignal, .ask, .contactAnswer, .agent: true
        case .action, .rules: false
        }
      }
    }
    return (told.filter { decisive.contains($0.id) }, told.filter { !decisive.contains($0.id) })
  }
}
