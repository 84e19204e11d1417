import Desk
import Hummingbird
import Ledger
import Playbook

/// The intake form of a playbook, to be filled in for whoever complains (T-05, T-06).
struct RegistrationConsole: Sendable {
  let console: Console
  let forms: IntakeForms

  static func path(of playbook: String) -> String { "/console/registrations/\(ListLink.part(playbook))" }

  /// `?order=…` fills in the order's number.
  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    var query = Query(form: request)
    let order = query.text("order")
    try query.end()
    let (plan, form) = try await forms.found(visit)
    let words = ConsoleWords.of(visit.language)
    let content = try RegistrationPage(IntakeFormView(form, of: plan, in: visit.language), plan, order: order ?? "", words)
    let assets = PageAssets(styles: ["work.css"], scripts: ["registration.js"])
    return try console.page("registration", title: words.text("cases-form-title", ["playbook": plan.title]), content, assets: assets, request, visit)
  }
}

/// What the page of an intake form shows.
struct RegistrationPage {
  let formTitle: String
  let registrationPath: String
  /// What is sent besides the fields: of several problems the list that they go into.
  let bodyJSON: String
  let channelOptions: [PageOption]
  let sharedFields: [RegistrationField]
  let problemFields: [RegistrationField]
  let takesSeveral: Bool
  /// Where whoever registers is named as the platform knows them; nil where the form doesn't say who that is.
  let person: Person?

  struct Person {
    let personLabel: String
    let personName: String
  }

  private struct Several: Encodable {
    let problems: [String]
  }

  init(_ view: IntakeFormView, _ plan: Plan, order: String, _ words: ConsoleWords) throws {
    formTitle = view.title
    registrationPath = "/v1/intake-forms/\(ListLink.part(view.playbook))/registrations"
    bodyJSON = try view.takesSeveral ? StoredJSON.text(Several(problems: [])) : "{}"
    channelOptions = ChannelName.allCases.map {
      PageOption(optionValue: $0.rawValue, optionName: $0.name(in: words.language), isChosen: $0 == .phone)
    }
    sharedFields = try view.fields.filter(\.isShared).map { try RegistrationField($0, at: "", value: $0.field == "order" ? order : "") }
    let place = view.takesSeveral ? "/problems/0" : "/facts"
    problemFields = try view.fields.filter { !$0.isShared }.map { try RegistrationField($0, at: place) }
    takesSeveral = view.takesSeveral
    person = view.party.flatMap(plan.party).map { party in
      Person(personLabel: words.text("cases-form-person", ["party": party.name]), personName: "/persons/\(OpeningField.escaped(party.id))")
    }
  }
}

/// A field of an intake form.
struct RegistrationField {
  let fieldLabel: String
  let fieldName: String
  /// The id that conditions of other fields know it by.
  let factID: String
  let fieldValue: String
  let hintText: String?
  let choices: [PageOption]
  let isChoice: Bool
  let isTime: Bool
  let isNumber: Bool
  let isPhone: Bool
  let isLong: Bool
  let isLine: Bool
  let unitName: String?
  let needed: Bool
  /// As the script reads them: when it is asked, when it has to be filled in, where.
  let onlyWhen: String?
  let neededWhen: String?
  let neededOn: String?
  let atMostText: String?

  /// Texts from this length on are written in several lines.
  private static let longText = 200

  init(_ field: IntakeFormView.Field, at place: String, value: String = "") throws {
    fieldLabel = field.name
    fieldName = "\(place)/\(OpeningField.escaped(field.field))"
    factID = field.field
    fieldValue = value
    hintText = field.hint
    choices = (field.choices ?? []).map { PageOption(optionValue: $0.value, optionName: $0.name, isChosen: false) }
    isChoice = field.choices != nil
    isPhone = field.type == "phone"
    isTime = field.type == "time"
    isNumber = field.type == "number"
    let isTyped = !isChoice && !isPhone && !isTime && !isNumber
    isLong = isTyped && field.type == "text" && !field.isShared && field.atMost ?? 0 > Self.longText
    isLine = isTyped && !isLong
    unitName = field.unit
    needed = field.isRequired
    onlyWhen = try field.onlyWhen.map { try StoredJSON.text($0) }
    neededWhen = try field.requiredWhen.map { try StoredJSON.text($0) }
    neededOn = field.channels?.joined(separator: ",")
    atMostText = field.atMost.map { String($0) }
  }
}
