import HTTPTypes

/// The pages of those who come by a link. They have places of their own, so that nobody takes them for pages of the desk.
enum PartyAddresses {
  static func all(_ console: Console, _ own: OwnDoor, _ links: LinkDoor, _ forms: IntakeForms) -> [Address] {
    let pages = PartyPages(console: console, own: own, forms: forms)
    return [
      Address(.get, "/p", .having(.seeOwn), face: .page, answer: pages.show),
      Address(.get, "/p/part/{part}", .having(.seeOwn), face: .page, answer: pages.part),
      Address(.get, "/p/{token}", .everybody, face: .page) { try await pages.follow(links, $0, $1) },
    ]
  }
}
