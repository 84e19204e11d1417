public import Ledger

/// What the door keeps and asks beside the record: who may come in, whom to tell, what is searched and listed, what personal
/// data is sealed with, and what was answered.
public typealias DoorLedger = AccessLedger & AccountLedger & SearchLedger & RegisterLedger & WebhookLedger & PhoneVerificationLedger
  & PrivacyLedger & AnswerLedger
