import Ledger
import Playbook

/// A playbook's intake form on the page of somebody who has come by a link to register (T-05…T-09).
struct PartyRegisterPage {
  struct Choice {
    let value: String
    let label: String
  }

  struct Field {
    /// The member of a registration, or the fact.
    let id: String
    let label: String
    let hint: String?
    let choices: [Choice]
    let isChoice: Bool
    let isLong: Bool
    let isNumber: Bool
    let isTime: Bool
    let isText: Bool
    let isRequired: Bool
    /// Conditions as the API writes them, for the script; empty for none.
    let onlyWhen: String
    let requiredWhen: String
    let atLeast: String
    let atMost: String?
  }

  let title: String
  let takesOrder: Bool
  let needsOrder: Bool
  let orderHint: String?
  let verifiesPhone: Bool
  let phoneHint: String?
  let takesName: Bool
  /// What is asked of each problem.
  let fields: [Field]
  let takesSeveral: Bool

  init(_ view: IntakeFormView, _ form: IntakeForm, _ plan: Plan) {
    title = plan.title
    let order = view.fields.first { $0.field == "order" }
    takesOrder = order != nil
    needsOrder = order?.isRequired ?? false
    orderHint = order?.hint
    verifiesPhone = view.verifiesPhone
    phoneHint = view.fields.first { $0.field == "phone" && $0.isShared }?.hint
    takesName = view.fields.contains { $0.field == "name" && $0.isShared }
    fields = view.fields.filter { !$0.isShared }.map { Self.field($0, form) }
    takesSeveral = view.takesSeveral
  }

  private static func field(_ asked: IntakeFormView.Field, _ form: IntakeForm) -> Field {
    let choices = (asked.choices ?? []).map { Choice(value: $0.value, label: $0.name) }
    let binds = asked.channels?.contains(ChannelName.online.rawValue) ?? true
    let isLong = asked.field == form.description
    let (isNumber, isTime) = (asked.type == "number", asked.type == "time")
    return Field(
      id: asked.field, label: asked.unit.map { "\(asked.name)（\($0)）" } ?? asked.name, hint: asked.hint, choices: choices, isChoice: !choices.isEmpty,
      isLong: isLong, isNumber: isNumber, isTime: isTime, isText: choices.isEmpty && !isLong && !isNumber && !isTime,
      isRequired: asked.isRequired && binds, onlyWhen: json(asked.onlyWhen), requiredWhen: binds ? json(asked.requiredWhen) : "",
      atLeast: (binds ? asked.atLeast : nil).map { "\($0)" } ?? "", atMost: asked.atMost.map { "\($0)" })
  }

  private static func json(_ condition: IntakeConditionView?) -> String { condition.flatMap { try? StoredJSON.text($0) } ?? "" }
}
