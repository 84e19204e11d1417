extension TimeZoneOffset {
  /// Reads `+08:00`, `-05:30`; nil when it is no offset of at most fourteen hours.
  public init?(written text: some StringProtocol) {
    guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
    let parts = text.dropFirst().split(whereSeparator: { $0 == ":" || $0 == "：" }).map { Int($0) }
    guard parts.count == 2, let hours = parts[0], let minutes = parts[1], (0...14).contains(hours), (0..<60).contains(minutes) else { return nil }
    guard hours * 60 + minutes <= 14 * 60 else { return nil }
    self.init(minutes: (sign == "-" ? -1 : 1) * (hours * 60 + minutes))
  }
}
