import HTTPTypes

extension ConsoleAddresses {
  /// The page of one case, and its parts that change while somebody looks at them.
  static func ofCase(_ page: CaseConsole) -> [Address] {
    [
      Address(.get, "/console/cases/{case}", .having(.seeCases), face: .page, answer: page.show),
      Address(.get, "/console/cases/{case}/head", .having(.seeCases), face: .page, answer: page.head),
      Address(.get, "/console/cases/{case}/document", .having(.seeCases), face: .page, answer: page.document),
      Address(.get, "/console/cases/{case}/timeline", .having(.seeCases), face: .page, answer: page.timeline),
      Address(.get, "/console/cases/{case}/aside", .having(.seeCases), face: .page, answer: page.aside),
    ]
  }
}
