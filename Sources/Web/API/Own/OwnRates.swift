/// How much whoever has come by a link may write in its case, by caller. It counts in this server only, and from its start.
struct OwnRates: Sendable {
  /// Of files, as they are announced: two long videos, or many pictures.
  static let bytesPerHour = 524_288_000.0

  let requests = RateLimit(rate: OwnDoor.perHour / 3_600, burst: OwnDoor.perHour / 2)
  let bytes = RateLimit(rate: Self.bytesPerHour / 3_600, burst: Self.bytesPerHour)
}
