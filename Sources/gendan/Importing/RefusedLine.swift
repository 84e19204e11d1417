import Casework
import Importing

/// A line that wasn't taken: where it is, what is wrong and what to do, and how it reads.
struct RefusedLine: Error, Codable, Hashable, Sendable {
  let line: Int
  let reason: String
  let text: String
}

extension RefusedLine {
  init(_ unread: UnreadLine, line: Int) {
    let reason =
      switch unread.fault {
      case .notUTF8: say("不是 UTF-8 文字。请另存为 UTF-8（Excel 里选“CSV UTF-8”）。", "it isn't UTF-8. Save the file as UTF-8 (in Excel: “CSV UTF-8”).")
      case .textBehindQuote:
        say("右引号后面还有文字。内容里的引号要写成两个。", "something stands behind a closing quote. Write a quote within a cell twice.")
      case .openQuote: say("引号没有关上。请补上；内容里的引号要写成两个。", "a quote isn't closed. Close it; write a quote within a cell twice.")
      case .tooLong:
        say("超过 \(RecordLimits.bytes) 字节。请去掉多余的内容。", "it is longer than \(RecordLimits.bytes) bytes. Leave out what isn't needed.")
      }
    self.init(line: line, reason: reason, text: unread.text)
  }

  /// - Parameter name: how the file calls a field.
  init(_ fault: OrderEventFault, line: Int, text: String, name: (String) -> String = { $0 }) {
    let reason =
      switch fault {
      case .tooLong:
        say(
          "事件超过 \(OrderEvent.longestBody) 字节。请去掉多余的内容。", "the event is longer than \(OrderEvent.longestBody) bytes. Leave out what isn't needed.")
      case .notAnObject(let byte):
        say(
          "不是 JSON 对象（第 \(byte + 1) 字节起读不懂）。每行写一个 {…}。", "it isn't a JSON object (not understood from byte \(byte + 1) on). Write one {…} on each line.")
      case .missing(let field): say("缺少“\(name(field))”。请补上。", "“\(name(field))” is missing. Fill it in.")
      case .wrong(let field):
        say(
          "“\(name(field))”类型不对或太长。名称最多 \(OrderEvent.longestName) 字节，时间和序号写整数。",
          "“\(name(field))” is of the wrong type or too long. Names have up to \(OrderEvent.longestName) bytes, times and counts are whole numbers.")
      }
    self.init(line: line, reason: reason, text: text)
  }
}
