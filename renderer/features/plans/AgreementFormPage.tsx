/** Writes an agreement with fields that are filled in when it is signed, beside a sample member's copy (MEM-8). */
import { Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import type { AgreementTemplate } from "#contract/agreements.ts";
import { plainDisclosure, plainTemplate, type TemplateText } from "#domain/agreements/agreement-text.ts";
import { mergeFields, unknownField, type MergeField } from "#domain/agreements/merge-fields.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { formIsClear } from "../../kit/field-validity.ts";
import { Page, Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { LeaveGuard } from "../people/form/LeaveGuard.tsx";
import classes from "./Plans.module.css";

export function NewAgreementPage() {
  return (
    <Page title="New agreement" about="Change any word. What stands in double braces is filled in for each member.">
      <AgreementForm template={null} />
    </Page>
  );
}

export function EditAgreementPage() {
  const office = useOffice();
  const params = useParams({ strict: false }) as { templateId?: string };
  const templates = useQueryOf(office.agreements.list, {}, { topics: ["agreements"] });
  const template = templates.data?.find((one) => String(one.templateId) === params.templateId);
  return (
    <Page
      title={template ? template.name : "Agreement"}
      {...(template ? { about: `Saving makes version ${template.versionNumber + 1}. Signed copies keep their words.` } : {})}
    >
      {templates.failure && <ErrorState failure={templates.failure} onRetry={templates.retry} />}
      {templates.data && !template && (
        <EmptyState title="This agreement is not there">Open the list of agreements again.</EmptyState>
      )}
      {template && <AgreementForm key={`${template.templateId}/${template.version}`} template={template} />}
    </Page>
  );
}

function AgreementForm({ template }: { readonly template: AgreementTemplate | null }) {
  const office = useOffice();
  const add = useCommand(office.agreements.add);
  const revise = useCommand(office.agreements.revise);
  const area = useRef<HTMLFormElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const base: TemplateText = template ?? plainTemplate;
  const [words, setWords] = useState<TemplateText>({
    name: base.name,
    body: base.body,
    notInsurance: base.notInsurance,
    disclosure: base.disclosure,
  });
  const [saved, setSaved] = useState(false);
  const change = (part: Partial<TemplateText>) => setWords((before) => ({ ...before, ...part }));
  const unknown = unknownField(words.body);
  const wrongInDisclosure = unknownField(words.disclosure);
  const ready = unknown === null && wrongInDisclosure === null && words.body.trim() !== "";
  const preview = useQueryOf(office.agreements.preview, words, { topics: ["practice"], keepPrevious: true, enabled: ready });
  const changed = words.name !== base.name || words.body !== base.body || words.notInsurance !== base.notInsurance || words.disclosure !== base.disclosure;
  const failure = add.failure ?? revise.failure;
  const save = async () => {
    if (!area.current || !formIsClear(area.current) || !ready) {
      body.current?.focus();
      return;
    }
    const done = template
      ? await revise.run({ ...words, templateId: template.templateId, version: template.version })
      : await add.run(words);
    if (!done) return;
    setSaved(true);
    showToast({ message: template ? `${done.name} has version ${done.versionNumber} now.` : `${done.name} can be given to plans.` });
    setTimeout(() => window.location.assign(hrefTo("/memberships/agreements")));
  };
  const insert = (name: MergeField) => {
    const field = `{{${name}}}`;
    const at = body.current?.selectionStart ?? words.body.length;
    change({ body: `${words.body.slice(0, at)}${field}${words.body.slice(body.current?.selectionEnd ?? at)}` });
    setTimeout(() => {
      body.current?.focus();
      body.current?.setSelectionRange(at + field.length, at + field.length);
    });
  };
  return (
    <form
      ref={area}
      className={classes["layout"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!add.busy && !revise.busy) void save();
      }}
    >
      <LeaveGuard when={!saved && changed} />
      <div className={classes["fields"]}>
        <Panel title="The words">
          <div className={classes["stack"]}>
            <TextInput label="Name" required maxLength={80} value={words.name} onChange={(event) => change({ name: event.currentTarget.value })} />
            <Textarea
              ref={body}
              label="Text"
              required
              autosize
              minRows={10}
              maxRows={24}
              maxLength={20_000}
              error={unknown === null ? undefined : unknownSentence(unknown)}
              value={words.body}
              onChange={(event) => change({ body: event.currentTarget.value })}
            />
            <div className={classes["fieldList"]} role="group" aria-label="Fields to put in">
              {(Object.keys(mergeFields) as MergeField[]).map((name) => (
                <Button key={name} type="button" variant="default" size="compact-xs" title={`{{${name}}}`} onClick={() => insert(name)}>
                  {mergeFields[name]}
                </Button>
              ))}
            </div>
          </div>
        </Panel>
        <Panel title="On by default">
          <div className={classes["stack"]}>
            <Checkbox
              label="“This is not insurance”"
              checked={words.notInsurance}
              onChange={(event) => change({ notInsurance: event.currentTarget.checked })}
            />
            <Checkbox
              label="The words my state asks for"
              checked={words.disclosure !== ""}
              onChange={(event) => change({ disclosure: event.currentTarget.checked ? plainDisclosure : "" })}
            />
            {words.disclosure !== "" && (
              <Textarea
                label="State disclosure"
                description="A beginning. Have it read by somebody who knows your state’s law."
                autosize
                minRows={3}
                maxRows={10}
                maxLength={4000}
                error={wrongInDisclosure === null ? undefined : unknownSentence(wrongInDisclosure)}
                value={words.disclosure}
                onChange={(event) => change({ disclosure: event.currentTarget.value })}
              />
            )}
          </div>
        </Panel>
        <RefusalNote failure={failure} />
        <div className={classes["acts"]}>
          <Button type="submit" loading={add.busy || revise.busy} disabled={template !== null && !changed}>
            {template ? `Save as version ${template.versionNumber + 1}` : "Save the agreement"}
          </Button>
          <Button component="a" href={hrefTo("/memberships/agreements")} variant="default">
            Cancel
          </Button>
        </div>
      </div>
      <div className={classes["beside"]}>
        <Panel title="As a sample member would sign it">
          <div className={classes["text"]} aria-live="polite">
            {ready ? preview.data?.text : "Mend what is marked beside its field."}
          </div>
        </Panel>
      </div>
    </form>
  );
}

function unknownSentence(field: string): string {
  return field === ""
    ? "A pair of braces is not closed, or holds nothing. Choose a field below, or take the braces out."
    : `{{${field}}} is not a field. Choose one below, or take it out.`;
}
