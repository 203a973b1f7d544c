CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "ContactPerson" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_ContactPerson" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Position" TEXT NULL,
    "Phone" TEXT NULL,
    "Email" TEXT NULL,
    "CounterpartyId" BLOB NULL,
    "NameKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "Contract" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Contract" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Number" TEXT NULL,
    "Date" TEXT NULL,
    "CounterpartyId" BLOB NULL,
    "OrganizationId" BLOB NULL,
    "NameKey" TEXT NULL,
    "NumberKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "Counterparty" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Counterparty" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "FullName" TEXT NULL,
    "Kind" TEXT NULL,
    "Inn" TEXT NULL,
    "Kpp" TEXT NULL,
    "Ogrn" TEXT NULL,
    "Okpo" TEXT NULL,
    "LegalAddress" TEXT NULL,
    "ActualAddress" TEXT NULL,
    "Phone" TEXT NULL,
    "Email" TEXT NULL,
    "Comment" TEXT NULL,
    "PartnerId" BLOB NULL,
    "InnKey" TEXT NULL,
    "KppKey" TEXT NULL,
    "NameKey" TEXT NULL,
    "OgrnKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "CounterpartyAccount" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "Number" TEXT NULL,
    "Bic" TEXT NULL,
    "BankName" TEXT NULL,
    "CorrespondentAccount" TEXT NULL,
    CONSTRAINT "PK_CounterpartyAccount" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "CounterpartyContact" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "Type" TEXT NULL,
    "Value" TEXT NULL,
    "Comment" TEXT NULL,
    CONSTRAINT "PK_CounterpartyContact" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "Currency" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Currency" PRIMARY KEY,
    "Code" TEXT NOT NULL,
    "NumericCode" TEXT NULL,
    "Name" TEXT NULL,
    "CodeKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "Deliveries" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Deliveries" PRIMARY KEY AUTOINCREMENT,
    "Connection" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "FormedAt" TEXT NOT NULL,
    "ReceivedAt" TEXT NOT NULL,
    "Length" INTEGER NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "ArchiveFile" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "RunId" INTEGER NOT NULL,
    "MappingHash" TEXT NOT NULL,
    "Pieces" INTEGER NOT NULL,
    "Reason" TEXT NULL
);

CREATE TABLE "Fingerprints" (
    "Hash" BLOB NOT NULL,
    "LinkId" INTEGER NOT NULL,
    "Of" INTEGER NOT NULL,
    CONSTRAINT "PK_Fingerprints" PRIMARY KEY ("Hash", "LinkId")
) WITHOUT ROWID;

CREATE TABLE "Held" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Held" PRIMARY KEY AUTOINCREMENT,
    "SourceId" INTEGER NOT NULL,
    "ExternalId" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Field" TEXT NOT NULL,
    "Value" TEXT NULL,
    "Reason" TEXT NOT NULL,
    "Fields" TEXT NOT NULL,
    "MentionedAt" TEXT NULL,
    "MissingKind" TEXT NULL,
    "MissingId" TEXT NULL,
    "DeliveryId" INTEGER NOT NULL,
    "File" TEXT NOT NULL,
    "Line" INTEGER NOT NULL,
    "MappingHash" TEXT NOT NULL,
    "FirstRunId" INTEGER NOT NULL,
    "LastRunId" INTEGER NOT NULL
);

CREATE TABLE "Invoice" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Invoice" PRIMARY KEY,
    "Kind" TEXT NULL,
    "Number" TEXT NULL,
    "Date" TEXT NULL,
    "Time" TEXT NULL,
    "TheirNumber" TEXT NULL,
    "TheirDate" TEXT NULL,
    "CounterpartyId" BLOB NULL,
    "OrganizationId" BLOB NULL,
    "ContractId" BLOB NULL,
    "Currency" TEXT NULL,
    "Rate" INTEGER NULL,
    "Total" INTEGER NULL,
    "Vat" INTEGER NULL,
    "VatIncluded" INTEGER NULL,
    "Discount" INTEGER NULL,
    "DueDate" TEXT NULL,
    "Comment" TEXT NULL,
    "TheirStatus" TEXT NULL,
    "Posted" INTEGER NULL,
    "CancelledThere" INTEGER NULL,
    "PaidThere" INTEGER NULL,
    "PaymentNumberThere" TEXT NULL,
    "PaymentDateThere" TEXT NULL,
    "ShippedThere" INTEGER NULL,
    "ShipmentNumberThere" TEXT NULL,
    "ShipmentDateThere" TEXT NULL,
    "Status" TEXT NULL,
    "StatusReason" TEXT NULL,
    "Paid" INTEGER NULL,
    "Shipped" TEXT NULL,
    "NumberKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "InvoiceLine" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "ItemId" BLOB NULL,
    "VariantId" BLOB NULL,
    "Name" TEXT NULL,
    "Article" TEXT NULL,
    "Unit" TEXT NULL,
    "Quantity" INTEGER NULL,
    "Price" INTEGER NULL,
    "Total" INTEGER NULL,
    "VatRate" TEXT NULL,
    "Vat" INTEGER NULL,
    "VatIncluded" INTEGER NULL,
    "Discount" INTEGER NULL,
    CONSTRAINT "PK_InvoiceLine" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "Item" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Item" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "FullName" TEXT NULL,
    "Article" TEXT NULL,
    "Code" TEXT NULL,
    "Barcode" TEXT NULL,
    "Kind" TEXT NULL,
    "GroupId" BLOB NULL,
    "UnitId" BLOB NULL,
    "VatRate" TEXT NULL,
    "Description" TEXT NULL,
    "Country" TEXT NULL,
    "Brand" TEXT NULL,
    "Weight" INTEGER NULL,
    "ArticleKey" TEXT NULL,
    "BarcodeKey" TEXT NULL,
    "CodeKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "ItemGroup" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_ItemGroup" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Description" TEXT NULL,
    "ParentId" BLOB NULL,
    "NameKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "ItemGroupMembership" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "GroupId" BLOB NULL,
    CONSTRAINT "PK_ItemGroupMembership" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "ItemImage" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "Path" TEXT NULL,
    CONSTRAINT "PK_ItemImage" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "ItemProperty" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_ItemProperty" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "ValueType" TEXT NULL,
    "NameKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "ItemPropertyOption" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "Key" TEXT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_ItemPropertyOption" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "ItemPropertyValue" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "PropertyId" BLOB NULL,
    "Name" TEXT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_ItemPropertyValue" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "Journal" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Journal" PRIMARY KEY AUTOINCREMENT,
    "RunId" INTEGER NOT NULL,
    "At" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "EntityId" BLOB NOT NULL,
    "Decision" TEXT NOT NULL,
    "DeliveryId" INTEGER NULL,
    "File" TEXT NULL,
    "Line" INTEGER NOT NULL,
    "SourceId" INTEGER NULL,
    "ExternalId" TEXT NULL,
    "Mapping" TEXT NULL,
    "Changes" TEXT NULL
);

CREATE TABLE "Leases" (
    "Connection" TEXT NOT NULL CONSTRAINT "PK_Leases" PRIMARY KEY,
    "Holder" TEXT NOT NULL,
    "ExpiresAt" TEXT NOT NULL,
    "Fence" INTEGER NOT NULL
);

CREATE TABLE "Links" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Links" PRIMARY KEY AUTOINCREMENT,
    "SourceId" INTEGER NOT NULL,
    "ExternalId" TEXT NOT NULL,
    "EntityId" BLOB NOT NULL,
    "Agreed" TEXT NOT NULL
);

CREATE TABLE "LinkSources" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_LinkSources" PRIMARY KEY AUTOINCREMENT,
    "Connection" TEXT NOT NULL,
    "ExternalKind" TEXT NOT NULL,
    "Kind" TEXT NOT NULL
);

CREATE TABLE "Mappings" (
    "Hash" TEXT NOT NULL,
    "File" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    CONSTRAINT "PK_Mappings" PRIMARY KEY ("Hash", "File")
);

CREATE TABLE "Organization" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Organization" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "FullName" TEXT NULL,
    "Inn" TEXT NULL,
    "Kpp" TEXT NULL,
    "LegalAddress" TEXT NULL,
    "InnKey" TEXT NULL,
    "KppKey" TEXT NULL,
    "NameKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "OrganizationAccount" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "Number" TEXT NULL,
    "Bic" TEXT NULL,
    "BankName" TEXT NULL,
    "CorrespondentAccount" TEXT NULL,
    CONSTRAINT "PK_OrganizationAccount" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "Partner" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Partner" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Inn" TEXT NULL,
    "Phone" TEXT NULL,
    "Email" TEXT NULL,
    "InnKey" TEXT NULL,
    "NameKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "PartnerMemberships" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_PartnerMemberships" PRIMARY KEY AUTOINCREMENT,
    "PartnerId" BLOB NOT NULL,
    "CounterpartyId" BLOB NOT NULL,
    "Since" TEXT NOT NULL,
    "Until" TEXT NULL
);

CREATE TABLE "Payment" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Payment" PRIMARY KEY,
    "Number" TEXT NULL,
    "Date" TEXT NULL,
    "TheirNumber" TEXT NULL,
    "TheirDate" TEXT NULL,
    "Direction" TEXT NULL,
    "Method" TEXT NULL,
    "CounterpartyId" BLOB NULL,
    "OrganizationId" BLOB NULL,
    "Currency" TEXT NULL,
    "Total" INTEGER NULL,
    "Purpose" TEXT NULL,
    "Posted" INTEGER NULL,
    "NumberKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "PaymentAllocation" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "InvoiceId" BLOB NULL,
    "Amount" INTEGER NULL,
    CONSTRAINT "PK_PaymentAllocation" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "Price" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "PriceTypeId" BLOB NULL,
    "Unit" TEXT NULL,
    "MinQuantity" INTEGER NULL,
    "Value" INTEGER NULL,
    "Currency" TEXT NULL,
    CONSTRAINT "PK_Price" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "PriceType" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_PriceType" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Currency" TEXT NULL,
    "VatIncluded" INTEGER NULL,
    "NameKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "Questions" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Questions" PRIMARY KEY AUTOINCREMENT,
    "Key" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "IsOpen" INTEGER NOT NULL,
    "AskedAt" TEXT NOT NULL,
    "RunId" INTEGER NOT NULL,
    "Text" TEXT NOT NULL,
    "Detail" TEXT NOT NULL
);

CREATE TABLE "Runs" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Runs" PRIMARY KEY AUTOINCREMENT,
    "Flow" TEXT NOT NULL,
    "Connection" TEXT NOT NULL,
    "Outcome" TEXT NOT NULL,
    "StartedAt" TEXT NOT NULL,
    "EndedAt" TEXT NULL,
    "MappingHash" TEXT NOT NULL,
    "Numbers" TEXT NOT NULL,
    "Reason" TEXT NULL
);

CREATE TABLE "Shipment" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Shipment" PRIMARY KEY,
    "Kind" TEXT NULL,
    "Number" TEXT NULL,
    "Date" TEXT NULL,
    "TheirNumber" TEXT NULL,
    "TheirDate" TEXT NULL,
    "CounterpartyId" BLOB NULL,
    "OrganizationId" BLOB NULL,
    "InvoiceId" BLOB NULL,
    "Currency" TEXT NULL,
    "Total" INTEGER NULL,
    "Posted" INTEGER NULL,
    "NumberKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "ShipmentLine" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "ItemId" BLOB NULL,
    "VariantId" BLOB NULL,
    "Name" TEXT NULL,
    "Article" TEXT NULL,
    "Quantity" INTEGER NULL,
    "Price" INTEGER NULL,
    "Total" INTEGER NULL,
    CONSTRAINT "PK_ShipmentLine" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "Stock" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "WarehouseId" BLOB NULL,
    "Quantity" INTEGER NULL,
    CONSTRAINT "PK_Stock" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "Unit" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Unit" PRIMARY KEY,
    "Code" TEXT NULL,
    "Name" TEXT NOT NULL,
    "FullName" TEXT NULL,
    "InternationalCode" TEXT NULL,
    "CodeKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "Variant" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Variant" PRIMARY KEY,
    "ItemId" BLOB NULL,
    "Characteristic" TEXT NULL,
    "Name" TEXT NULL,
    "Article" TEXT NULL,
    "Barcode" TEXT NULL,
    "BarcodeKey" TEXT NULL,
    "CharacteristicKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE TABLE "VariantCharacteristic" (
    "OwnerId" BLOB NOT NULL,
    "No" INTEGER NOT NULL,
    "Name" TEXT NULL,
    "Value" TEXT NULL,
    CONSTRAINT "PK_VariantCharacteristic" PRIMARY KEY ("OwnerId", "No")
);

CREATE TABLE "Waits" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Waits" PRIMARY KEY AUTOINCREMENT,
    "Kind" TEXT NOT NULL,
    "EntityId" BLOB NOT NULL,
    "Field" TEXT NOT NULL,
    "Connection" TEXT NOT NULL,
    "TargetKind" TEXT NOT NULL,
    "TargetId" TEXT NOT NULL
);

CREATE TABLE "Warehouse" (
    "Id" BLOB NOT NULL CONSTRAINT "PK_Warehouse" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Address" TEXT NULL,
    "Phone" TEXT NULL,
    "Comment" TEXT NULL,
    "NameKey" TEXT NULL,
    "ArchivedAt" TEXT NULL,
    "Revision" INTEGER NOT NULL
);

CREATE INDEX "IX_ContactPerson_CounterpartyId" ON "ContactPerson" ("CounterpartyId") WHERE "CounterpartyId" IS NOT NULL;

CREATE INDEX "IX_ContactPerson_NameKey" ON "ContactPerson" ("NameKey") WHERE "NameKey" IS NOT NULL;

CREATE INDEX "IX_Contract_CounterpartyId" ON "Contract" ("CounterpartyId") WHERE "CounterpartyId" IS NOT NULL;

CREATE INDEX "IX_Contract_NameKey" ON "Contract" ("NameKey") WHERE "NameKey" IS NOT NULL;

CREATE INDEX "IX_Contract_NumberKey" ON "Contract" ("NumberKey") WHERE "NumberKey" IS NOT NULL;

CREATE INDEX "IX_Counterparty_InnKey" ON "Counterparty" ("InnKey") WHERE "InnKey" IS NOT NULL;

CREATE INDEX "IX_Counterparty_KppKey" ON "Counterparty" ("KppKey") WHERE "KppKey" IS NOT NULL;

CREATE INDEX "IX_Counterparty_NameKey" ON "Counterparty" ("NameKey") WHERE "NameKey" IS NOT NULL;

CREATE INDEX "IX_Counterparty_OgrnKey" ON "Counterparty" ("OgrnKey") WHERE "OgrnKey" IS NOT NULL;

CREATE INDEX "IX_Currency_CodeKey" ON "Currency" ("CodeKey") WHERE "CodeKey" IS NOT NULL;

CREATE UNIQUE INDEX "IX_Deliveries_Connection_ContentHash" ON "Deliveries" ("Connection", "ContentHash");

CREATE INDEX "IX_Deliveries_Connection_Number" ON "Deliveries" ("Connection", "Number");

CREATE INDEX "IX_Fingerprints_LinkId" ON "Fingerprints" ("LinkId");

CREATE INDEX "IX_Held_SourceId_ExternalId" ON "Held" ("SourceId", "ExternalId");

CREATE INDEX "IX_Invoice_CounterpartyId" ON "Invoice" ("CounterpartyId") WHERE "CounterpartyId" IS NOT NULL;

CREATE INDEX "IX_Invoice_Date" ON "Invoice" ("Date") WHERE "Date" IS NOT NULL;

CREATE INDEX "IX_Invoice_NumberKey" ON "Invoice" ("NumberKey") WHERE "NumberKey" IS NOT NULL;

CREATE INDEX "IX_Item_ArticleKey" ON "Item" ("ArticleKey") WHERE "ArticleKey" IS NOT NULL;

CREATE INDEX "IX_Item_BarcodeKey" ON "Item" ("BarcodeKey") WHERE "BarcodeKey" IS NOT NULL;

CREATE INDEX "IX_Item_CodeKey" ON "Item" ("CodeKey") WHERE "CodeKey" IS NOT NULL;

CREATE INDEX "IX_ItemGroup_NameKey" ON "ItemGroup" ("NameKey") WHERE "NameKey" IS NOT NULL;

CREATE INDEX "IX_ItemGroup_ParentId" ON "ItemGroup" ("ParentId") WHERE "ParentId" IS NOT NULL;

CREATE INDEX "IX_ItemProperty_NameKey" ON "ItemProperty" ("NameKey") WHERE "NameKey" IS NOT NULL;

CREATE INDEX "IX_Journal_EntityId" ON "Journal" ("EntityId");

CREATE INDEX "IX_Links_EntityId" ON "Links" ("EntityId");

CREATE UNIQUE INDEX "IX_Links_SourceId_ExternalId" ON "Links" ("SourceId", "ExternalId");

CREATE UNIQUE INDEX "IX_LinkSources_Connection_ExternalKind_Kind" ON "LinkSources" ("Connection", "ExternalKind", "Kind");

CREATE INDEX "IX_Organization_InnKey" ON "Organization" ("InnKey") WHERE "InnKey" IS NOT NULL;

CREATE INDEX "IX_Organization_KppKey" ON "Organization" ("KppKey") WHERE "KppKey" IS NOT NULL;

CREATE INDEX "IX_Organization_NameKey" ON "Organization" ("NameKey") WHERE "NameKey" IS NOT NULL;

CREATE INDEX "IX_Partner_InnKey" ON "Partner" ("InnKey") WHERE "InnKey" IS NOT NULL;

CREATE INDEX "IX_Partner_NameKey" ON "Partner" ("NameKey") WHERE "NameKey" IS NOT NULL;

CREATE INDEX "IX_PartnerMemberships_CounterpartyId" ON "PartnerMemberships" ("CounterpartyId");

CREATE INDEX "IX_PartnerMemberships_PartnerId" ON "PartnerMemberships" ("PartnerId");

CREATE INDEX "IX_Payment_CounterpartyId" ON "Payment" ("CounterpartyId") WHERE "CounterpartyId" IS NOT NULL;

CREATE INDEX "IX_Payment_Date" ON "Payment" ("Date") WHERE "Date" IS NOT NULL;

CREATE INDEX "IX_Payment_NumberKey" ON "Payment" ("NumberKey") WHERE "NumberKey" IS NOT NULL;

CREATE INDEX "IX_PaymentAllocation_InvoiceId" ON "PaymentAllocation" ("InvoiceId") WHERE "InvoiceId" IS NOT NULL;

CREATE INDEX "IX_PriceType_NameKey" ON "PriceType" ("NameKey") WHERE "NameKey" IS NOT NULL;

CREATE UNIQUE INDEX "IX_Questions_Key" ON "Questions" ("Key");

CREATE INDEX "IX_Shipment_CounterpartyId" ON "Shipment" ("CounterpartyId") WHERE "CounterpartyId" IS NOT NULL;

CREATE INDEX "IX_Shipment_Date" ON "Shipment" ("Date") WHERE "Date" IS NOT NULL;

CREATE INDEX "IX_Shipment_InvoiceId" ON "Shipment" ("InvoiceId") WHERE "InvoiceId" IS NOT NULL;

CREATE INDEX "IX_Shipment_NumberKey" ON "Shipment" ("NumberKey") WHERE "NumberKey" IS NOT NULL;

CREATE INDEX "IX_Unit_CodeKey" ON "Unit" ("CodeKey") WHERE "CodeKey" IS NOT NULL;

CREATE INDEX "IX_Variant_BarcodeKey" ON "Variant" ("BarcodeKey") WHERE "BarcodeKey" IS NOT NULL;

CREATE INDEX "IX_Variant_CharacteristicKey" ON "Variant" ("CharacteristicKey") WHERE "CharacteristicKey" IS NOT NULL;

CREATE INDEX "IX_Variant_ItemId" ON "Variant" ("ItemId") WHERE "ItemId" IS NOT NULL;

CREATE INDEX "IX_Waits_Connection_TargetKind_TargetId" ON "Waits" ("Connection", "TargetKind", "TargetId");

CREATE INDEX "IX_Waits_EntityId" ON "Waits" ("EntityId");

CREATE INDEX "IX_Warehouse_NameKey" ON "Warehouse" ("NameKey") WHERE "NameKey" IS NOT NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126002604_Initial', '10.0.15');

ALTER TABLE "Questions" ADD "Answer" TEXT NULL;

ALTER TABLE "Questions" ADD "AnsweredAt" TEXT NULL;

ALTER TABLE "Questions" ADD "AnsweredBy" TEXT NULL;

ALTER TABLE "Journal" ADD "Person" TEXT NULL;

CREATE TABLE "DistinctPairs" (
    "Kind" TEXT NOT NULL,
    "OneId" BLOB NOT NULL,
    "OtherId" BLOB NOT NULL,
    "SaidAt" TEXT NOT NULL,
    "Person" TEXT NOT NULL,
    CONSTRAINT "PK_DistinctPairs" PRIMARY KEY ("Kind", "OneId", "OtherId")
);

CREATE TABLE "Merges" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Merges" PRIMARY KEY AUTOINCREMENT,
    "Kind" TEXT NOT NULL,
    "KeptId" BLOB NOT NULL,
    "GoneId" BLOB NOT NULL,
    "MergedAt" TEXT NOT NULL,
    "Person" TEXT NOT NULL,
    "UndoneAt" TEXT NULL,
    "Undo" TEXT NOT NULL
);

CREATE TABLE "Outbox" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Outbox" PRIMARY KEY AUTOINCREMENT,
    "Connection" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "EntityId" BLOB NOT NULL,
    "State" TEXT NOT NULL,
    "QueuedAt" TEXT NOT NULL,
    "ParcelId" INTEGER NULL,
    "Attempts" INTEGER NOT NULL,
    "Reason" TEXT NULL
);

CREATE TABLE "Parcels" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Parcels" PRIMARY KEY AUTOINCREMENT,
    "Connection" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "FormedAt" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "RunId" INTEGER NOT NULL,
    "Body" TEXT NOT NULL
);

CREATE INDEX "IX_Merges_GoneId" ON "Merges" ("GoneId");

CREATE INDEX "IX_Merges_KeptId" ON "Merges" ("KeptId");

CREATE UNIQUE INDEX "IX_Outbox_Connection_EntityId" ON "Outbox" ("Connection", "EntityId");

CREATE INDEX "IX_Outbox_ParcelId" ON "Outbox" ("ParcelId");

CREATE UNIQUE INDEX "IX_Parcels_Connection_Number" ON "Parcels" ("Connection", "Number");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126023408_TwoWay', '10.0.15');

CREATE TABLE "ChannelNotes" (
    "MemoryId" INTEGER NOT NULL,
    "Key" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    CONSTRAINT "PK_ChannelNotes" PRIMARY KEY ("MemoryId", "Key")
);

CREATE TABLE "FlowMemories" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_FlowMemories" PRIMARY KEY AUTOINCREMENT,
    "Flow" TEXT NOT NULL,
    "ExternalKind" TEXT NOT NULL,
    "MappingHash" TEXT NOT NULL
);

CREATE TABLE "SeenVersions" (
    "MemoryId" INTEGER NOT NULL,
    "ExternalId" TEXT NOT NULL,
    "Version" TEXT NOT NULL,
    CONSTRAINT "PK_SeenVersions" PRIMARY KEY ("MemoryId", "ExternalId")
) WITHOUT ROWID;

CREATE UNIQUE INDEX "IX_FlowMemories_Flow_ExternalKind" ON "FlowMemories" ("Flow", "ExternalKind");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126052528_ChannelMemory', '10.0.15');

CREATE TABLE "Letters" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Letters" PRIMARY KEY AUTOINCREMENT,
    "Kind" TEXT NOT NULL,
    "Key" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Text" TEXT NOT NULL,
    "WrittenAt" TEXT NOT NULL,
    "OverAt" TEXT NULL,
    "JournalId" INTEGER NOT NULL,
    "MailedAt" TEXT NULL,
    "PostedAt" TEXT NULL
);

CREATE INDEX "IX_Runs_Flow_Id" ON "Runs" ("Flow", "Id");

CREATE UNIQUE INDEX "IX_Letters_Key" ON "Letters" ("Key") WHERE "OverAt" IS NULL;

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126123827_Letters', '10.0.15');

