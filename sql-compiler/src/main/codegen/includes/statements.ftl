<#-- Statements of Millrace and what it adds to queries. Actions only hand what was read to records. -->

/** A statement up to the end of its text; {@code text} becomes part of what is returned. */
Statement StatementEof(StatementText text) :
{
    final Statement statement;
}
{
    (
        statement = Create(text)
    |
        statement = Drop(text)
    |
        statement = Insert(text)
    |
        statement = Explain(text)
    |
        statement = SetOption(text)
    |
        statement = StandingQuery(text)
    )
    <EOF> { return statement; }
}

QueryStatement StandingQuery(StatementText text) :
{
    final SqlNode query;
    final EmitClause emit;
}
{
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    emit = EmitOpt()
    { return new QueryStatement(text, query, emit); }
}

/** EMIT FINAL | EMIT CHANGES | EMIT ON CHANGE | EMIT EVERY INTERVAL ..., or nothing. */
EmitClause EmitOpt() :
{
    final Span s;
    final SqlNode period;
}
{
    <EMIT> { s = span(); }
    (
        <FINAL> { return EmitClause.finalOnly(s.end(this)); }
    |
        <CHANGES> { return EmitClause.changes(s.end(this)); }
    |
        <ON> <CHANGE> { return EmitClause.changes(s.end(this)); }
    |
        <EVERY> period = LiteralOrIntervalExpression() {
            return EmitClause.every(period, s.end(this));
        }
    )
|
    { return EmitClause.NONE; }
}

InsertStatement Insert(StatementText text) :
{
    final SqlIdentifier stream;
    final SqlNodeList columns;
    final SqlNode source;
    final EmitClause emit;
}
{
    <INSERT> <INTO> stream = SimpleIdentifier()
    (
        LOOKAHEAD(2)
        columns = ParenthesizedSimpleIdentifierList()
    |
        { columns = SqlNodeList.EMPTY; }
    )
    source = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    emit = EmitOpt()
    { return InsertStatement.of(text, stream, columns, source, emit); }
}

ExplainStatement Explain(StatementText text) :
{
    ExplainMode mode = ExplainMode.PLAN;
    final Statement statement;
    final StatementText explained;
}
{
    <EXPLAIN>
    [
        <PLAN>
    |
        <CODEGEN> { mode = ExplainMode.CODEGEN; }
    ]
    [ <FOR> ]
    { explained = text.from(getToken(1).beginLine, getToken(1).beginColumn); }
    (
        statement = Insert(explained)
    |
        statement = StandingQuery(explained)
    )
    { return new ExplainStatement(text, mode, statement); }
}

SetStatement SetOption(StatementText text) :
{
    final SqlNode name;
    final SqlNode value;
}
{
    <SET>
    (
        name = StringLiteral()
    |
        name = CompoundIdentifier()
    )
    <EQ>
    (
        value = Literal()
    |
        value = SimpleIdentifier()
    )
    { return SetStatement.of(text, name, value); }
}

DropStatement Drop(StatementText text) :
{
    final ObjectKind kind;
    boolean ifExists = false;
    final SqlIdentifier name;
}
{
    <DROP> kind = StreamOrTable()
    [ <IF> <EXISTS> { ifExists = true; } ]
    name = SimpleIdentifier()
    { return new DropStatement(text, kind, Name.of(name), ifExists); }
}

ObjectKind StreamOrTable() :
{
}
{
    <STREAM> { return ObjectKind.STREAM; }
|
    <TABLE> { return ObjectKind.TABLE; }
}

CreateStatement Create(StatementText text) :
{
    final ObjectKind kind;
    boolean ifNotExists = false;
    final SqlIdentifier name;
    final ColumnListBuilder columns = new ColumnListBuilder();
    final List<OptionEntry> options = new ArrayList<OptionEntry>();
}
{
    <CREATE> kind = StreamOrTable()
    [ <IF> <NOT> <EXISTS> { ifNotExists = true; } ]
    name = SimpleIdentifier()
    [
        <LPAREN>
        ColumnListElement(columns)
        ( <COMMA> ColumnListElement(columns) )*
        <RPAREN>
    ]
    [
        <WITH> <LPAREN>
        AddOption(options)
        ( <COMMA> AddOption(options) )*
        <RPAREN>
    ]
    {
        return new CreateStatement(
            text, kind, Name.of(name), ifNotExists, columns.build(), options);
    }
}

void ColumnListElement(ColumnListBuilder columns) :
{
    final SqlIdentifier name;
    final DataType type;
    final SqlNode expression;
    final SqlNodeList key;
    final Span s;
    boolean nullable = true;
}
{
    LOOKAHEAD(2)
    <WATERMARK> { s = span(); }
    <FOR> name = SimpleIdentifier()
    <AS> expression = Expression(ExprContext.ACCEPT_NON_QUERY)
    { columns.watermark(name, expression, s.end(this)); }
|
    LOOKAHEAD(2)
    <PRIMARY> { s = span(); }
    <KEY> key = ParenthesizedSimpleIdentifierList()
    { columns.primaryKey(key, s.end(this)); }
|
    name = SimpleIdentifier()
    type = ColumnType()
    [
        <NOT> <NULL> { nullable = false; }
    |
        <NULL>
    ]
    { columns.column(name, type, nullable); }
    [ <PRIMARY> <KEY> { columns.primaryKey(name, getPos()); } ]
}

DataType ColumnType() :
{
    final SqlDataTypeSpec type;
    final SqlIntervalQualifier qualifier;
}
{
    <INTERVAL> qualifier = IntervalQualifier() { return ColumnTypes.of(qualifier); }
|
    type = DataType() { return ColumnTypes.of(type); }
}

void AddOption(List<OptionEntry> options) :
{
    final SqlNode key;
    final SqlNode value;
}
{
    (
        key = StringLiteral()
    |
        key = CompoundIdentifier()
    )
    <EQ>
    value = Literal()
    { options.add(OptionEntry.of(key, value)); }
}

/** FROM t TUMBLE(c, INTERVAL ...): the same as TABLE(TUMBLE(TABLE t, DESCRIPTOR(c), INTERVAL ...)). */
SqlNode WindowedTableRef(SqlNode table) :
{
    final SqlIdentifier function;
    final Span s;
    final SqlIdentifier column;
    SqlNode argument;
    final List<SqlNode> operands = new ArrayList<SqlNode>();
}
{
    ( <TUMBLE> | <HOP> | <SESSION> ) {
        s = span();
        function = new SqlIdentifier(unquotedIdentifier(), getPos());
    }
    <LPAREN> column = SimpleIdentifier()
    (
        <COMMA> argument = Expression(ExprContext.ACCEPT_NON_QUERY) { operands.add(argument); }
    )*
    <RPAREN>
    {
        operands.addAll(0, WindowCall.tableAndColumn(table, column));
        final SqlNode call = createCall(function, s.end(this),
            SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION, null, operands);
        return SqlStdOperatorTable.COLLECTION_TABLE.createCall(s.add(table).pos(), call);
    }
}
