import Ledger

/// What is filled in about an endpoint, a new one or one that is there.
struct WebhookForm {
  let isNew: Bool
  let sendsTo: String
  let method: String
  /// The state that was looked at; empty for a new one.
  let revision: String
  let then: String
  let address: String
  let longest: String
  let playbooks: [AdminChoice]
  let kinds: [AdminChoice]
  let hasKinds: Bool
  let sendsSummaries: Bool

  init(_ endpoint: WebhookEndpoint?, _ published: [PublishedPlaybook], _ words: ConsoleWords) {
    isNew = endpoint == nil
    sendsTo = endpoint.map { "/v1/webhooks/\($0.id)" } ?? "/v1/webhooks"
    method = endpoint == nil ? "POST" : "PATCH"
    revision = endpoint.map(WebhookView.tag) ?? ""
    then = endpoint == nil ? "/console/webhooks/{id}" : "reload"
    address = endpoint?.url ?? ""
    longest = String(WebhookURL.longest)
    var choices = published.map { AdminChoice(value: $0.id, label: $0.title, isChosen: $0.id == endpoint?.playbook) }
    // One whose playbook isn't published any more keeps it until another is chosen.
    if let wanted = endpoint?.playbook, !choices.contains(where: \.isChosen) { choices.append(AdminChoice(value: wanted, label: wanted, isChosen: true)) }
    playbooks = choices
    kinds = StoredKind.allCases.map {
      AdminChoice(value: $0.rawValue, label: words.text("webhooks-kind-\($0.rawValue)"), isChosen: endpoint?.kinds.contains($0) ?? false)
    }
    hasKinds = endpoint.map { !$0.kinds.isEmpty } ?? false
    sendsSummaries = endpoint?.sendsSummaries ?? false
  }
}
