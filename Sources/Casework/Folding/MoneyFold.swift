import Playbook

extension Case {
  mutating func rule(_ ruled: Ruled) { rulings.append(ruled) }

  mutating func post(_ posted: Posted, step: Step.ID?) {
    postings.append(posted)
    if let step, let answer = posted.answer { answers[step] = answer }
  }

  mutating func approve(_ approved: Approved, step: Step.ID?) {
    guard approved.amount != nil else {
      if let step { answers[step] = approved.isGiven ? HeldBackAnswer.approved : HeldBackAnswer.notApproved }
      return
    }
    if approved.isGiven, approved.isLast { approvals[approved.about] = approved.amount }
  }
}
