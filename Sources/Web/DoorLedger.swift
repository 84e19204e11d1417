public import Ledger

/// What the door keeps and asks beside the record: who may come in, whom to tell, what is searched and listed, what personal
/// data is sealed with, what was answered, which lists people saved, what links for parties are made with, and what people write at playbooks.
public typealias DoorLedger = AccessLedger & AccountLedger & SearchLedger & RegisterLedger & WebhookLedger & PhoneVerificationLedger
  & PrivacyLedger & AnswerLedger & SavedViewLedger & LinkLedger & DraftLedger
