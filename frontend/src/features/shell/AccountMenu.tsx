// Who you are, light or dark, and the way out.
import { Menu, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun } from "@tabler/icons-react";
import { useInstallation, useSignOut } from "~/api/session";
import type { Session } from "~/api/types";
import classes from "./Shell.module.css";

const SCHEMES = [
  { value: "light", word: "Light", icon: IconSun },
  { value: "dark", word: "Dark", icon: IconMoon },
  { value: "auto", word: "As the system", icon: IconDeviceDesktop },
] as const;

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join("")
    .toUpperCase();

export function AccountMenu({ account }: { account: Session["account"] }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const installation = useInstallation();
  const signOut = useSignOut();
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className={classes.account} aria-label={`Account of ${account.name}`}>
          <span className={classes.initials}>{initials(account.name)}</span>
          <span className={classes.word}>
            <b>{account.name}</b>
            <small>{account.role}</small>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{account.email}</Menu.Label>
        {SCHEMES.map(({ value, word, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} stroke={1.6} />}
            rightSection={colorScheme === value ? <IconCheck size={14} aria-label="chosen" /> : null}
            onClick={() => setColorScheme(value)}
          >
            {word}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => signOut.mutate()}>
          Sign out
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>
          {installation.data?.name} · Careloom {installation.data?.version}
        </Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}
