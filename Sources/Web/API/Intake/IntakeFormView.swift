import Playbook

/// A playbook's intake form: enough for a page to draw it.
struct IntakeFormView: Encodable {
  struct Field: Encodable {
    struct Choice: Encodable {
      let value: String
      let name: String
    }

    /// The member of a registration: `order`, `phone`, `name`, or a fact's id.
    let field: String
    /// Whether a registration has it once, beside its problems.
    let isShared: Bool
    let name: String
    /// `order`, `phone`, or the fact's type.
    let type: String
    let unit: String?
    /// In the order in which they are offered.
    let choices: [Choice]?
    let isRequired: Bool
    /// It is required only when this holds.
    let requiredWhen: IntakeConditionView?
    /// It is asked only when this holds.
    let onlyWhen: IntakeConditionView?
    /// Where `isRequired`, `requiredWhen` and `atLeast` hold; left out where they hold on every channel.
    let channels: [String]?
    /// Characters, white space left aside.
    let atLeast: Int?
    let atMost: Int?
    let hint: String?
    let isPersonal: Bool
  }

  let playbook: String
  let title: String
  let version: String
  /// Who registers, as `persons` names them.
  let party: String?
  /// Whether a registration may have several problems.
  let takesSeveral: Bool
  /// The field that words are held against when nothing is chosen, and which of several problems is the gravest.
  let classes: String?
  /// Whether the number has to be verified.
  let verifiesPhone: Bool
  let fields: [Field]

  init(_ form: IntakeForm, of plan: Plan, in language: Language) {
    playbook = plan.id
    title = plan.title
    version = plan.version
    party = form.order?.party
    takesSeveral = form.classes != nil
    classes = form.classes?.fact
    verifiesPhone = form.phone != nil
    fields = form.fields.map { Field($0, form, plan, language) }
  }
}

extension IntakeFormView.Field {
  init(_ field: IntakeForm.Field, _ form: IntakeForm, _ plan: Plan, _ language: Language) {
    var when: Condition?
    if case .when(let condition) = field.required { when = condition }
    isRequired = field.required == .yes
    requiredWhen = when.map { IntakeConditionView($0, plan, language) }
    onlyWhen = field.onlyWhen.map { IntakeConditionView($0, plan, language) }
    channels = field.channels.isEmpty ? nil : field.channels.map(\.rawValue)
    atLeast = field.atLeast
    hint = field.hint(in: language)
    guard case .fact(let id) = field.asked, let fact = plan.fact(id) else {
      (self.field, name, type) = ("order", language.words("订单号", "Order number"), "order")
      (isShared, isPersonal, unit, choices, atMost) = (true, false, nil, nil, RegistrationReading.longestOrder)
      return
    }
    self.field = id == form.phone ? "phone" : id == form.name ? "name" : id
    isShared = id == form.phone || id == form.name
    name = fact.name
    type = id == form.phone ? "phone" : fact.type.word
    if case .number(let written) = fact.type { unit = written } else { unit = nil }
    choices = fact.values.map { values in
      values.map { value -> Choice in
        let name = fact.words(for: value, in: language)
        return switch value {
        case .choice(let id): Choice(value: id, name: name)
        case .flag(let flag): Choice(value: flag ? "true" : "false", name: name)
        default: Choice(value: name, name: name)
        }
      }
    }
    atMost = fact.type == .text ? RegistrationReading.longest(fact, form) : nil
    isPersonal = fact.isPersonal
  }
}

extension IntakeForm.Field {
  /// In the caller's language, or else as it is written.
  func hint(in language: Language) -> String? { hints[language] ?? hints.min { $0.key.rawValue < $1.key.rawValue }?.value }
}

extension FactType {
  /// As the API writes it.
  var word: String {
    switch self {
    case .choice: "choice"
    case .flag: "flag"
    case .number: "number"
    case .money: "money"
    case .duration: "duration"
    case .time: "time"
    case .text: "text"
    }
  }
}
