import Evidence
import HTTPTypes

/// Why a file isn't taken or given.
extension Problem {
  init(_ error: EvidenceError) {
    switch error {
    case .tooLarge(let limit):
      self.init(
        kind: .tooLarge,
        detail: .init("这类文件最多 \(limit) 字节：压缩或剪短再发。", "Files of this kind have at most \(limit) bytes: make it smaller and send it again."))
    case .empty: self.init(kind: .badRequest, detail: .init("没有内容：请求体就是文件本身。", "There is nothing in it: the body is the file itself."))
    case .brokenOff:
      self.init(
        kind: .badRequest,
        detail: .init(
          "文件没有传完，或长度与 Content-Length 不符；什么都没有留下，请再发一次。", "The file isn't whole, or not as long as Content-Length says. Nothing was kept: send it again."))
    case .typeNotTaken(let found):
      let types = EvidenceType.all.map(\.mediaType)
      self.init(
        kind: .unsupportedMediaType,
        detail: .init(
          "按内容看这是 \(found)，不收。可以是：\(types.joined(separator: "、"))。",
          "By its content this is \(found), which isn't taken. It may be: \(types.joined(separator: ", "))."),
        headers: [.accept: types.joined(separator: ", ")])
    case .notThere(let digest):
      self = .unavailable(.init("记录里有这个文件，存储里没找到：请告诉管理员。", "The record has this file and the store hasn't: tell the administrator."), waitSeconds: 60)
      cause = "evidence \(digest) isn't in the store"
    case .damaged(let digest):
      self = .unavailable(.init("这个文件在存储里损坏了，打不开：请告诉管理员。", "The file is damaged in the store and can't be opened: tell the administrator."), waitSeconds: 60)
      cause = "evidence \(digest) isn't what was sealed, or not all of it"
    case .unavailable(let words):
      self = .unavailable(.init("证据的存储现在用不了，请稍后再发。", "The store for evidence can't be used now: try again later."), waitSeconds: 5)
      cause = words
    }
  }

  /// The key of evidence was destroyed with its party's words.
  static func erasedEvidence(_ id: String) -> Problem {
    Problem(kind: .notFound, detail: .init("\(id) 的文件已随当事人的个人信息删除。", "The file of \(id) was erased with the personal data of whoever it belonged to."))
  }

  static func rangeNotSatisfiable(size: Int64) -> Problem {
    Problem(
      kind: .rangeNotSatisfiable, detail: .init("文件只有 \(size) 字节。", "The file has \(size) bytes."), headers: [.contentRange: "bytes */\(size)"])
  }

  /// Does something with files; what goes wrong is told as a problem.
  static func tellingEvidence<Answer>(_ work: () async throws(EvidenceError) -> Answer) async throws -> Answer {
    do throws(EvidenceError) { return try await work() } catch { throw Problem(error) }
  }
}
