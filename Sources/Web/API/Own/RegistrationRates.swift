/// How often somebody may ask for codes and register who has come by a link. It counts in this server only, and from its start.
struct RegistrationRates: Sendable {
  /// Nobody has so many matters.
  static let registrationsPerHour = 30.0

  let codes: LinkRate
  let registrations = LinkRate(perHour: Self.registrationsPerHour)

  init(codesPerHour: Double) { codes = LinkRate(perHour: codesPerHour) }
}

/// One link may be given to many people: each client has a bucket of its own, so that nobody empties the others', and the link has a larger one for all.
struct LinkRate: Sendable {
  /// How many clients' buckets a link has.
  static let clientsOfLink = 10.0

  private let ofClient: RateLimit
  private let ofLink: RateLimit

  init(perHour: Double) {
    ofClient = RateLimit(rate: perHour / 3_600, burst: perHour)
    ofLink = RateLimit(rate: perHour * Self.clientsOfLink / 3_600, burst: perHour * Self.clientsOfLink)
  }

  /// - Parameters:
  ///   - link: the id of the caller who has come by it.
  ///   - client: the other end of the connection; nil where nobody knows.
  /// - Returns: nil when it may go on; else how many seconds to wait.
  func refuses(_ link: String, _ client: String?, at now: ContinuousClock.Instant) -> Int? {
    // Who is refused takes nothing from the others.
    ofClient.refuses("\(link) \(client ?? "")", at: now) ?? ofLink.refuses(link, at: now)
  }
}
