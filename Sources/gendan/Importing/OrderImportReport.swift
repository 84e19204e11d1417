/// What came of an import of order events.
struct OrderImportReport: Encodable {
  let taken: Int
  let alreadyHeard: Int
  let refused: Int
  /// Those of this run, as the seconds are: one that went on counts none of the orders before.
  let orders: Int
  let seconds: Double
  /// Where this run went on with one that was broken off.
  let resumedAtLine: Int?
  /// The first ones.
  let refusedLines: [RefusedLine]

  /// - Parameter file: as it was named on the command line.
  func write(about file: String) {
    for line in refusedLines { Terminal.write("\(file):\(line.line): \(line.reason)") }
    if refused > refusedLines.count {
      Terminal.write(say("……拒绝的共 \(refused) 行，--refused 文件 列出全部。", "… \(refused) lines were refused; --refused FILE lists them all."))
    }
    let summary = say(
      "收下 \(taken) 条，早已收过 \(alreadyHeard) 条，拒绝 \(refused) 行；涉及订单 \(orders) 张，用时 \(seconds) 秒。",
      "\(counted(taken, "event")) taken, \(alreadyHeard) heard before, \(counted(refused, "line")) refused; \(counted(orders, "order")), \(seconds) seconds.")
    Terminal.write(refused == 0 ? Terminal.green(summary) : summary)
    if let resumedAtLine {
      Terminal.write(say("订单数和用时从第 \(resumedAtLine) 行算起。", "Orders and seconds are counted from line \(resumedAtLine) on."))
    }
  }
}
