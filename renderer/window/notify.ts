import { type NotificationData, notifications } from '@mantine/notifications';

/** The notification that is shown of each kind. */
const shown = new Map<string, string>();

/** Shows a notification in place of the one before it of its kind, for the whole of its time. */
export function notify(kind: string, notification: NotificationData): void {
  dismiss(kind);
  shown.set(kind, notifications.show({ withBorder: true, ...notification }));
}

export function dismiss(kind: string): void {
  const former = shown.get(kind);
  if (former !== undefined) notifications.hide(former);
  shown.delete(kind);
}
