extension Fact {
  /// What a value of this fact looks like.
  public func examples(in language: Language) -> String {
    if let values { return values.map { words(for: $0, in: language) }.joined(separator: language.words("、", ", ")) }
    return switch type {
    case .number(let unit): language.words("数字", "a number") + (unit.map { language.words("（\($0)）", " (\($0))") } ?? "")
    case .money: language.words("金额，如 12.5 元", "an amount, e.g. ¥12.5")
    case .duration: language.words("时长，如 30 分钟", "a duration, e.g. 30 min")
    case .time: language.words("时间，如 2026-11-22 14:05", "a time, e.g. 2026-11-22 14:05")
    default: language.words("文字", "text")
    }
  }
}
