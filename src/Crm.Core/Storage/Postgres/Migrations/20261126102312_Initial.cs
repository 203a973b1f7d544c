using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Crm.Core.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "channelnotes",
                columns: table => new
                {
                    memoryid = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channelnotes", x => new { x.memoryid, x.key });
                });

            migrationBuilder.CreateTable(
                name: "contactperson",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    position = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    counterpartyid = table.Column<Guid>(type: "uuid", nullable: true),
                    namekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contactperson", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "contract",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    date = table.Column<DateOnly>(type: "date", nullable: true),
                    counterpartyid = table.Column<Guid>(type: "uuid", nullable: true),
                    organizationid = table.Column<Guid>(type: "uuid", nullable: true),
                    namekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    numberkey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contract", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "counterparty",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fullname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    inn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kpp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ogrn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    okpo = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    legaladdress = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    actualaddress = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    partnerid = table.Column<Guid>(type: "uuid", nullable: true),
                    innkey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kppkey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    namekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ogrnkey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counterparty", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "counterpartyaccount",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    bic = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    bankname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    correspondentaccount = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counterpartyaccount", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "counterpartycontact",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counterpartycontact", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "currency",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    numericcode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    codekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_currency", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    connection = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    formedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    receivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    contenthash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    archivefile = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    runid = table.Column<long>(type: "bigint", nullable: false),
                    mappinghash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    pieces = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "distinctpairs",
                columns: table => new
                {
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    oneid = table.Column<Guid>(type: "uuid", nullable: false),
                    otherid = table.Column<Guid>(type: "uuid", nullable: false),
                    saidat = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_distinctpairs", x => new { x.kind, x.oneid, x.otherid });
                });

            migrationBuilder.CreateTable(
                name: "fingerprints",
                columns: table => new
                {
                    hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    linkid = table.Column<long>(type: "bigint", nullable: false),
                    of = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fingerprints", x => new { x.hash, x.linkid });
                });

            migrationBuilder.CreateTable(
                name: "flowmemories",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    flow = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    externalkind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    mappinghash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_flowmemories", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "held",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sourceid = table.Column<int>(type: "integer", nullable: false),
                    externalid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    field = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fields = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    mentionedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    missingkind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    missingid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    deliveryid = table.Column<long>(type: "bigint", nullable: false),
                    file = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    line = table.Column<long>(type: "bigint", nullable: false),
                    mappinghash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    firstrunid = table.Column<long>(type: "bigint", nullable: false),
                    lastrunid = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_held", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "invoice",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    date = table.Column<DateOnly>(type: "date", nullable: true),
                    time = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    theirnumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    theirdate = table.Column<DateOnly>(type: "date", nullable: true),
                    counterpartyid = table.Column<Guid>(type: "uuid", nullable: true),
                    organizationid = table.Column<Guid>(type: "uuid", nullable: true),
                    contractid = table.Column<Guid>(type: "uuid", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    rate = table.Column<long>(type: "bigint", nullable: true),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    vat = table.Column<long>(type: "bigint", nullable: true),
                    vatincluded = table.Column<bool>(type: "boolean", nullable: true),
                    discount = table.Column<long>(type: "bigint", nullable: true),
                    duedate = table.Column<DateOnly>(type: "date", nullable: true),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    theirstatus = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    posted = table.Column<bool>(type: "boolean", nullable: true),
                    cancelledthere = table.Column<bool>(type: "boolean", nullable: true),
                    paidthere = table.Column<bool>(type: "boolean", nullable: true),
                    paymentnumberthere = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    paymentdatethere = table.Column<DateOnly>(type: "date", nullable: true),
                    shippedthere = table.Column<bool>(type: "boolean", nullable: true),
                    shipmentnumberthere = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    shipmentdatethere = table.Column<DateOnly>(type: "date", nullable: true),
                    status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    statusreason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    paid = table.Column<long>(type: "bigint", nullable: true),
                    shipped = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    numberkey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoice", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "invoiceline",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    itemid = table.Column<Guid>(type: "uuid", nullable: true),
                    variantid = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    article = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    unit = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    quantity = table.Column<long>(type: "bigint", nullable: true),
                    price = table.Column<long>(type: "bigint", nullable: true),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    vatrate = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    vat = table.Column<long>(type: "bigint", nullable: true),
                    vatincluded = table.Column<bool>(type: "boolean", nullable: true),
                    discount = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_invoiceline", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "item",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fullname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    article = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    barcode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    groupid = table.Column<Guid>(type: "uuid", nullable: true),
                    unitid = table.Column<Guid>(type: "uuid", nullable: true),
                    vatrate = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    country = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    brand = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    weight = table.Column<long>(type: "bigint", nullable: true),
                    articlekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    barcodekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    codekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "itemgroup",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    description = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    parentid = table.Column<Guid>(type: "uuid", nullable: true),
                    namekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_itemgroup", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "itemgroupmembership",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    groupid = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_itemgroupmembership", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "itemimage",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    path = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_itemimage", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "itemproperty",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    valuetype = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    namekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_itemproperty", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "itempropertyoption",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_itempropertyoption", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "itempropertyvalue",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    propertyid = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_itempropertyvalue", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "journal",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    runid = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    entityid = table.Column<Guid>(type: "uuid", nullable: false),
                    person = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decision = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    deliveryid = table.Column<long>(type: "bigint", nullable: true),
                    file = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    line = table.Column<long>(type: "bigint", nullable: false),
                    sourceid = table.Column<int>(type: "integer", nullable: true),
                    externalid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    mapping = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    changes = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_journal", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    connection = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    holder = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    expiresat = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_leases", x => x.connection);
                });

            migrationBuilder.CreateTable(
                name: "links",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    sourceid = table.Column<int>(type: "integer", nullable: false),
                    externalid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    entityid = table.Column<Guid>(type: "uuid", nullable: false),
                    agreed = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_links", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "linksources",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    connection = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    externalkind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_linksources", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mappings",
                columns: table => new
                {
                    hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    file = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mappings", x => new { x.hash, x.file });
                });

            migrationBuilder.CreateTable(
                name: "merges",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    keptid = table.Column<Guid>(type: "uuid", nullable: false),
                    goneid = table.Column<Guid>(type: "uuid", nullable: false),
                    mergedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    person = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    undoneat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    undo = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_merges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organization",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fullname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    inn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kpp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    legaladdress = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    innkey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kppkey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    namekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organization", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "organizationaccount",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    bic = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    bankname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    correspondentaccount = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organizationaccount", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "outbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    connection = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    entityid = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    queuedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    parcelid = table.Column<long>(type: "bigint", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "parcels",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    connection = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    formedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    runid = table.Column<long>(type: "bigint", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parcels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partner",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    inn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    email = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    innkey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    namekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "partnermemberships",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    partnerid = table.Column<Guid>(type: "uuid", nullable: false),
                    counterpartyid = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partnermemberships", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    date = table.Column<DateOnly>(type: "date", nullable: true),
                    theirnumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    theirdate = table.Column<DateOnly>(type: "date", nullable: true),
                    direction = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    method = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    counterpartyid = table.Column<Guid>(type: "uuid", nullable: true),
                    organizationid = table.Column<Guid>(type: "uuid", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    purpose = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    posted = table.Column<bool>(type: "boolean", nullable: true),
                    numberkey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_payment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "paymentallocation",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    invoiceid = table.Column<Guid>(type: "uuid", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paymentallocation", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "price",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    pricetypeid = table.Column<Guid>(type: "uuid", nullable: true),
                    unit = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    minquantity = table.Column<long>(type: "bigint", nullable: true),
                    value = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_price", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "pricetype",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    vatincluded = table.Column<bool>(type: "boolean", nullable: true),
                    namekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pricetype", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "questions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    isopen = table.Column<bool>(type: "boolean", nullable: false),
                    askedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    runid = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    detail = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    answer = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    answeredby = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    answeredat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    flow = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    connection = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    startedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    endedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    mappinghash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    numbers = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    reason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "seenversions",
                columns: table => new
                {
                    memoryid = table.Column<int>(type: "integer", nullable: false),
                    externalid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    version = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_seenversions", x => new { x.externalid, x.memoryid });
                });

            migrationBuilder.CreateTable(
                name: "shipment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    number = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    date = table.Column<DateOnly>(type: "date", nullable: true),
                    theirnumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    theirdate = table.Column<DateOnly>(type: "date", nullable: true),
                    counterpartyid = table.Column<Guid>(type: "uuid", nullable: true),
                    organizationid = table.Column<Guid>(type: "uuid", nullable: true),
                    invoiceid = table.Column<Guid>(type: "uuid", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    total = table.Column<long>(type: "bigint", nullable: true),
                    posted = table.Column<bool>(type: "boolean", nullable: true),
                    numberkey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "shipmentline",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    itemid = table.Column<Guid>(type: "uuid", nullable: true),
                    variantid = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    article = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    quantity = table.Column<long>(type: "bigint", nullable: true),
                    price = table.Column<long>(type: "bigint", nullable: true),
                    total = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_shipmentline", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "stock",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    warehouseid = table.Column<Guid>(type: "uuid", nullable: true),
                    quantity = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "unit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fullname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    internationalcode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    codekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "variant",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    itemid = table.Column<Guid>(type: "uuid", nullable: true),
                    characteristic = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    article = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    barcode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    barcodekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    characteristickey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_variant", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "variantcharacteristic",
                columns: table => new
                {
                    ownerid = table.Column<Guid>(type: "uuid", nullable: false),
                    no = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_variantcharacteristic", x => new { x.ownerid, x.no });
                });

            migrationBuilder.CreateTable(
                name: "waits",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    entityid = table.Column<Guid>(type: "uuid", nullable: false),
                    field = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    connection = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    targetkind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    targetid = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_waits", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "warehouse",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    comment = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    namekey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    archivedat = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    revision = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_warehouse", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_contactperson_counterpartyid",
                table: "contactperson",
                column: "counterpartyid",
                filter: "\"counterpartyid\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contactperson_namekey",
                table: "contactperson",
                column: "namekey",
                filter: "\"namekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_contract_counterpartyid",
                table: "contract",
                column: "counterpartyid",
                filter: "\"counterpartyid\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_contract_namekey",
                table: "contract",
                column: "namekey",
                filter: "\"namekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_contract_numberkey",
                table: "contract",
                column: "numberkey",
                filter: "\"numberkey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_counterparty_innkey",
                table: "counterparty",
                column: "innkey",
                filter: "\"innkey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_counterparty_kppkey",
                table: "counterparty",
                column: "kppkey",
                filter: "\"kppkey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_counterparty_namekey",
                table: "counterparty",
                column: "namekey",
                filter: "\"namekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_counterparty_ogrnkey",
                table: "counterparty",
                column: "ogrnkey",
                filter: "\"ogrnkey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_currency_codekey",
                table: "currency",
                column: "codekey",
                filter: "\"codekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_connection_contenthash",
                table: "deliveries",
                columns: new[] { "connection", "contenthash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_connection_number",
                table: "deliveries",
                columns: new[] { "connection", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_fingerprints_linkid",
                table: "fingerprints",
                column: "linkid");

            migrationBuilder.CreateIndex(
                name: "ix_flowmemories_flow_externalkind",
                table: "flowmemories",
                columns: new[] { "flow", "externalkind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_held_sourceid_externalid",
                table: "held",
                columns: new[] { "sourceid", "externalid" });

            migrationBuilder.CreateIndex(
                name: "ix_invoice_counterpartyid",
                table: "invoice",
                column: "counterpartyid",
                filter: "\"counterpartyid\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_date",
                table: "invoice",
                column: "date",
                filter: "\"date\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_invoice_numberkey",
                table: "invoice",
                column: "numberkey",
                filter: "\"numberkey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_item_articlekey",
                table: "item",
                column: "articlekey",
                filter: "\"articlekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_item_barcodekey",
                table: "item",
                column: "barcodekey",
                filter: "\"barcodekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_item_codekey",
                table: "item",
                column: "codekey",
                filter: "\"codekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_itemgroup_namekey",
                table: "itemgroup",
                column: "namekey",
                filter: "\"namekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_itemgroup_parentid",
                table: "itemgroup",
                column: "parentid",
                filter: "\"parentid\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_itemproperty_namekey",
                table: "itemproperty",
                column: "namekey",
                filter: "\"namekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_journal_entityid",
                table: "journal",
                column: "entityid");

            migrationBuilder.CreateIndex(
                name: "ix_links_entityid",
                table: "links",
                column: "entityid");

            migrationBuilder.CreateIndex(
                name: "ix_links_externalid_sourceid",
                table: "links",
                columns: new[] { "externalid", "sourceid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_linksources_connection_externalkind_kind",
                table: "linksources",
                columns: new[] { "connection", "externalkind", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_merges_goneid",
                table: "merges",
                column: "goneid");

            migrationBuilder.CreateIndex(
                name: "ix_merges_keptid",
                table: "merges",
                column: "keptid");

            migrationBuilder.CreateIndex(
                name: "ix_organization_innkey",
                table: "organization",
                column: "innkey",
                filter: "\"innkey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_organization_kppkey",
                table: "organization",
                column: "kppkey",
                filter: "\"kppkey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_organization_namekey",
                table: "organization",
                column: "namekey",
                filter: "\"namekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_entityid_connection",
                table: "outbox",
                columns: new[] { "entityid", "connection" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_parcelid",
                table: "outbox",
                column: "parcelid");

            migrationBuilder.CreateIndex(
                name: "ix_parcels_connection_number",
                table: "parcels",
                columns: new[] { "connection", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_partner_innkey",
                table: "partner",
                column: "innkey",
                filter: "\"innkey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_partner_namekey",
                table: "partner",
                column: "namekey",
                filter: "\"namekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_partnermemberships_counterpartyid",
                table: "partnermemberships",
                column: "counterpartyid");

            migrationBuilder.CreateIndex(
                name: "ix_partnermemberships_partnerid",
                table: "partnermemberships",
                column: "partnerid");

            migrationBuilder.CreateIndex(
                name: "ix_payment_counterpartyid",
                table: "payment",
                column: "counterpartyid",
                filter: "\"counterpartyid\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payment_date",
                table: "payment",
                column: "date",
                filter: "\"date\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_payment_numberkey",
                table: "payment",
                column: "numberkey",
                filter: "\"numberkey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_paymentallocation_invoiceid",
                table: "paymentallocation",
                column: "invoiceid",
                filter: "\"invoiceid\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_pricetype_namekey",
                table: "pricetype",
                column: "namekey",
                filter: "\"namekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_questions_key",
                table: "questions",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_shipment_counterpartyid",
                table: "shipment",
                column: "counterpartyid",
                filter: "\"counterpartyid\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_shipment_date",
                table: "shipment",
                column: "date",
                filter: "\"date\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_shipment_invoiceid",
                table: "shipment",
                column: "invoiceid",
                filter: "\"invoiceid\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_shipment_numberkey",
                table: "shipment",
                column: "numberkey",
                filter: "\"numberkey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_unit_codekey",
                table: "unit",
                column: "codekey",
                filter: "\"codekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_variant_barcodekey",
                table: "variant",
                column: "barcodekey",
                filter: "\"barcodekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_variant_characteristickey",
                table: "variant",
                column: "characteristickey",
                filter: "\"characteristickey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            migrationBuilder.CreateIndex(
                name: "ix_variant_itemid",
                table: "variant",
                column: "itemid",
                filter: "\"itemid\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_waits_connection_targetkind_targetid",
                table: "waits",
                columns: new[] { "connection", "targetkind", "targetid" });

            migrationBuilder.CreateIndex(
                name: "ix_waits_entityid",
                table: "waits",
                column: "entityid");

            migrationBuilder.CreateIndex(
                name: "ix_warehouse_namekey",
                table: "warehouse",
                column: "namekey",
                filter: "\"namekey\" IS NOT NULL")
                .Annotation("Npgsql:IndexMethod", "hash");

            // Whether two texts are the same to a person: without regard to case, to white space and to Ё.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION normal(shown text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
                $$ SELECT nullif(replace(upper(btrim(regexp_replace(shown COLLATE "und-x-icu", '\s+', ' ', 'g'))), 'Ё', 'Е'), '') $$;

                CREATE FUNCTION same(shown text, wanted text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
                $$ SELECT normal(shown) IS NOT DISTINCT FROM normal(wanted) $$;

                CREATE FUNCTION moment(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
                $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') $$;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "channelnotes");

            migrationBuilder.DropTable(
                name: "contactperson");

            migrationBuilder.DropTable(
                name: "contract");

            migrationBuilder.DropTable(
                name: "counterparty");

            migrationBuilder.DropTable(
                name: "counterpartyaccount");

            migrationBuilder.DropTable(
                name: "counterpartycontact");

            migrationBuilder.DropTable(
                name: "currency");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "distinctpairs");

            migrationBuilder.DropTable(
                name: "fingerprints");

            migrationBuilder.DropTable(
                name: "flowmemories");

            migrationBuilder.DropTable(
                name: "held");

            migrationBuilder.DropTable(
                name: "invoice");

            migrationBuilder.DropTable(
                name: "invoiceline");

            migrationBuilder.DropTable(
                name: "item");

            migrationBuilder.DropTable(
                name: "itemgroup");

            migrationBuilder.DropTable(
                name: "itemgroupmembership");

            migrationBuilder.DropTable(
                name: "itemimage");

            migrationBuilder.DropTable(
                name: "itemproperty");

            migrationBuilder.DropTable(
                name: "itempropertyoption");

            migrationBuilder.DropTable(
                name: "itempropertyvalue");

            migrationBuilder.DropTable(
                name: "journal");

            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropTable(
                name: "links");

            migrationBuilder.DropTable(
                name: "linksources");

            migrationBuilder.DropTable(
                name: "mappings");

            migrationBuilder.DropTable(
                name: "merges");

            migrationBuilder.DropTable(
                name: "organization");

            migrationBuilder.DropTable(
                name: "organizationaccount");

            migrationBuilder.DropTable(
                name: "outbox");

            migrationBuilder.DropTable(
                name: "parcels");

            migrationBuilder.DropTable(
                name: "partner");

            migrationBuilder.DropTable(
                name: "partnermemberships");

            migrationBuilder.DropTable(
                name: "payment");

            migrationBuilder.DropTable(
                name: "paymentallocation");

            migrationBuilder.DropTable(
                name: "price");

            migrationBuilder.DropTable(
                name: "pricetype");

            migrationBuilder.DropTable(
                name: "questions");

            migrationBuilder.DropTable(
                name: "runs");

            migrationBuilder.DropTable(
                name: "seenversions");

            migrationBuilder.DropTable(
                name: "shipment");

            migrationBuilder.DropTable(
                name: "shipmentline");

            migrationBuilder.DropTable(
                name: "stock");

            migrationBuilder.DropTable(
                name: "unit");

            migrationBuilder.DropTable(
                name: "variant");

            migrationBuilder.DropTable(
                name: "variantcharacteristic");

            migrationBuilder.DropTable(
                name: "waits");

            migrationBuilder.DropTable(
                name: "warehouse");

            migrationBuilder.Sql("DROP FUNCTION moment(timestamptz); DROP FUNCTION same(text, text); DROP FUNCTION normal(text);");
        }
    }
}
