import HTTPTypes

/// The pages on which a house is looked after.
enum AdminAddresses {
  static func all(_ house: Administration) -> [Address] {
    let (accounts, teams, webhooks) = (AccountPages(house: house), TeamPages(house: house), WebhookPages(house: house))
    return [
      Address(.get, "/console/accounts", .having(.manageAccounts), face: .page, answer: accounts.list),
      Address(.get, "/console/accounts/{account}", .having(.manageAccounts), face: .page, answer: accounts.show),
      // Also for those who may do nothing else before: it looks itself whose session it is.
      Address(.get, "/console/password", .everybody, face: .page, answer: PasswordPage(house: house).show),
      Address(.get, "/console/tokens", .having(.manageAccounts), face: .page, answer: TokenPage(house: house).show),
      Address(.get, "/console/teams", .having(.manageTeams), face: .page, answer: teams.list),
      Address(.get, "/console/teams/{team}", .having(.manageTeams), face: .page, answer: teams.show),
      Address(.get, "/console/webhooks", .having(.manageWebhooks), face: .page, answer: webhooks.list),
      Address(.get, "/console/webhooks/{webhook}", .having(.manageWebhooks), face: .page, answer: webhooks.show),
      Address(.get, "/console/webhooks/{webhook}/deliveries", .having(.manageWebhooks), face: .page, answer: webhooks.deliveries),
      Address(.get, "/console/audit", .having(.seeAudit), face: .page, answer: AuditPage(house: house).show),
      Address(.get, "/console/privacy", .having(.managePrivacy), face: .page, answer: PrivacyPage(house: house).show),
      Address(.get, "/console/about", .known, face: .page, answer: AboutPage(house: house).show),
    ]
  }
}
