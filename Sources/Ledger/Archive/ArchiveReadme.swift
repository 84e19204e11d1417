/// What stands beside the files for whoever finds them, with or without Gendan.
enum ArchiveReadme {
  static func text(name: String, program: String) -> String {
    """
    跟单归档 \(name)
    ================
    由 \(program) 写成。每个 .jsonl 文件一行一个 JSON 对象，UTF-8，时间是 RFC 3339（UTC），金额以分计，不用 Gendan 也能读。
    里面有个人信息，请像账本一样保管。账本有主密钥时，个人信息和往来的文字是加密的（以 \\u0001 开头）：放回原来的账本才能读；在那里删掉的人，这里也读不出来了。

    manifest.json    各文件的字节数、行数和 SHA-256；归档的形式版本、范围、时间、写成它的程序
    cases.jsonl      每张工单一行：结果、裁定、记账、评分（summary 里没有个人信息），以及它在其他文件里有多少
    turns.jsonl      每一轮一行：收到的信号（signal）和由它得出的事件（events），按工单排在一起、按发生顺序
    playbooks.jsonl  工单用过的流程文档的每个版本，连同原文：要读懂 step，看这里
    orders.jsonl     工单所说订单的订单事件，原样
    evidence.jsonl   证据文件的清单；文件在 evidence/ 里，以 SHA-256 为名。有 contentSha256 的是加密的，密钥在它的 evidence-added 事件里

    事件和信号的种类、每种内容的形式，见 Gendan 的 docs/data.md。
    核对：gendan archive verify 本文件夹；放回账本：gendan restore 本文件夹。

    Gendan archive \(name)
    Written by \(program). Each .jsonl file has one JSON object a line, in UTF-8; times are RFC 3339 in UTC, money is in fen. No Gendan is needed to read them.
    They hold personal data: keep them as you keep the ledger. Where the ledger has a master key, personal facts and what was written are sealed (they begin with \\u0001):
    put back into that ledger they can be read, and of whoever was erased there nothing can be read here either.

    manifest.json    bytes, lines and SHA-256 of every file; the form's version, the range, when it was made and by which program
    cases.jsonl      a line for each case: its results, rulings, postings and ratings (there is no personal data in summary), and what of it is in the other files
    turns.jsonl      a line for each turn: the signal that came and the events that were decided on it, case by case, in order
    playbooks.jsonl  every version of a playbook that the cases ran under, with its sources: what a step says stands here
    orders.jsonl     the events of the orders that the cases are about, as they came
    evidence.jsonl   a list of the files of evidence; they lie in evidence/ under their SHA-256. Those with contentSha256 are sealed: their event evidence-added has
                     the key

    The kinds of events and signals, and the form of each, are described in Gendan's docs/data.md.
    To check it: gendan archive verify FOLDER; to put the cases back into a ledger: gendan restore FOLDER.

    """
  }
}
